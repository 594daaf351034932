using MediatR;

namespace Dots.Application.Common;

/// <summary>Lets a caller's command wait for its turn, before anything is computed for it.</summary>
internal sealed class TurnBehavior<TRequest, TResponse>(IWriteTurns turns) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ICommand<TResponse> { Caller: { } caller } command)
        {
            return await next();
        }

        using var turn = await turns.EnterAsync(caller, command.PreparesFor, cancellationToken);
        return await next();
    }
}

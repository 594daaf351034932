using MediatR;

namespace Dots.Application.Common;

/// <summary>
/// Lets a caller's command wait for its turn, before anything is computed for it, and counts what it has added to the event log. A caller whose user
/// or address has added too much is refused.
/// </summary>
internal sealed class TurnBehavior<TRequest, TResponse>(IWriteTurns turns, IEventQuota quota) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        if (request is not ICommand<TResponse> { Caller: { } caller } command)
        {
            return await next();
        }

        // The handler refuses visitors.
        if (caller.User is not null)
        {
            quota.ThrowIfUsedUp(caller);
        }

        using var turn = await turns.EnterAsync(caller, command.PreparesFor, cancellationToken);
        var response = await next();
        quota.Charge(caller);

        return response;
    }
}

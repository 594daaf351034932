using MediatR;

namespace Dots.Application.Common;

/// <summary>Runs a command's preparation, where it has one, before its transaction.</summary>
internal sealed class PreparationBehavior<TRequest, TResponse>(IEnumerable<IPreparation<TRequest>> preparations)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        foreach (var preparation in preparations)
        {
            await preparation.PrepareAsync(request, cancellationToken);
        }

        return await next();
    }
}

using MediatR;

namespace Dots.Application.Common;

/// <summary>Runs queries that are expensive at a low priority, so that short requests do not wait for them.</summary>
internal sealed class PriorityBehavior<TRequest, TResponse>(ILowPriorityWork lowPriority) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        request is IQuery<TResponse> { IsExpensive: true } ? lowPriority.RunAsync(() => next()) : next();
}

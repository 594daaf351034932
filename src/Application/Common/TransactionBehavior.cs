using MediatR;

namespace Dots.Application.Common;

/// <summary>Runs every command in a transaction, so that no handler can forget to.</summary>
internal sealed class TransactionBehavior<TRequest, TResponse>(IWriteTransaction transaction) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
{
    public Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next) =>
        request is ICommand<TResponse> command ? transaction.RunAsync(() => next(), command.LockKeys, cancellationToken) : next();
}

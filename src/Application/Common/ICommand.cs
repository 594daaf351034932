using MediatR;

namespace Dots.Application.Common;

/// <summary>
/// A request that changes state. <see cref="TransactionBehavior{TRequest,TResponse}"/> runs every command in one database
/// transaction, so what its handler saves and the events that it publishes become visible together or not at all. A handler may be run
/// more than once, each time from the beginning and after a rollback.
/// </summary>
public interface ICommand<out TResponse> : IRequest<TResponse>
{
    /// <summary>What it changes, and relies on.</summary>
    IReadOnlyList<LockKey> LockKeys { get; }
}

using MediatR;

namespace Dots.Application.Common;

/// <summary>
/// A request that changes state. <see cref="TransactionBehavior{TRequest,TResponse}"/> runs every command in one database
/// transaction, so that what its handler saves and the events that it publishes become visible together or not at all. The handler may run
/// more than once, each time from the beginning and after a rollback.
/// </summary>
public interface ICommand<out TResponse> : IRequest<TResponse>
{
    /// <summary>What the command changes or relies on.</summary>
    IReadOnlyList<LockKey> LockKeys { get; }
}

/// <summary>A request that only reads.</summary>
public interface IQuery<out TResponse> : IRequest<TResponse>;

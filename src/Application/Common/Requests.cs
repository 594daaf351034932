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

    /// <summary>Who sent it, and shares the server's capacity for writing with others; null for the server's own commands.</summary>
    Caller? Caller => null;

    /// <summary>
    /// What a pre-processor computes a result for that holds only until it changes: commands that prepare for the same thing are prepared and run one
    /// after the other, so that none has to compute its result again within the transaction. Null where nothing is computed.
    /// </summary>
    LockKey? PreparesFor => null;
}

/// <summary>A request that only reads.</summary>
public interface IQuery<out TResponse> : IRequest<TResponse>
{
    /// <summary>Whether it may need much more CPU time than a short request, and is therefore run at a low priority (<see cref="ILowPriorityWork"/>).</summary>
    bool IsExpensive => false;
}

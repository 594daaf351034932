namespace Dots.Application.Common;

/// <summary>
/// Runs work in one database transaction and wakes the readers of the event log once it is durable. Writers wait for each other without
/// blocking a thread. One instance serves one scope and is not thread-safe.
/// </summary>
public interface IWriteTransaction
{
    /// <summary>
    /// Commits when <paramref name="work"/> returns and rolls back when it throws. After the commit nothing fails the caller, and
    /// cancellation is no longer observed. Work that conflicts with a concurrent transaction is rolled back and run again.
    /// </summary>
    /// <param name="work">Uses the database context of the same scope.</param>
    /// <param name="keys">What the work changes or relies on. It begins once it holds all of these locks.</param>
    /// <param name="cancellationToken">Observed until the commit.</param>
    /// <exception cref="OverloadedException">The database could not be written within the configured time.</exception>
    Task<T> RunAsync<T>(Func<Task<T>> work, IReadOnlyList<LockKey> keys, CancellationToken cancellationToken);

    /// <inheritdoc cref="RunAsync{T}(Func{Task{T}}, IReadOnlyList{LockKey}, CancellationToken)"/>
    Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => RunAsync(work, LockKey.None, cancellationToken);
}

namespace Dots.Application.Common;

/// <summary>
/// Runs work in one database transaction and, once it is durable, wakes the readers of the event log. Writers wait for each other without
/// holding a thread.
/// </summary>
public interface IWriteTransaction
{
    /// <summary>
    /// Commits when <paramref name="work"/> returns and rolls back when it throws. After the commit nothing fails the caller, and
    /// cancellation is no longer observed. Where others have changed the same at the same time, the work is rolled back and run again.
    /// </summary>
    /// <param name="work">Reads and writes through the context of the same scope.</param>
    /// <param name="subjects">What the work changes, and relies on; it begins when nobody else changes it.</param>
    /// <param name="cancellationToken">Observed until the commit.</param>
    /// <exception cref="OverloadedException">The database could not be written to within the configured time.</exception>
    Task<T> RunAsync<T>(Func<Task<T>> work, IReadOnlyList<LockKey> subjects, CancellationToken cancellationToken);

    /// <inheritdoc cref="RunAsync{T}(Func{Task{T}}, IReadOnlyList{LockKey}, CancellationToken)"/>
    Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken) => RunAsync(work, LockKey.None, cancellationToken);
}

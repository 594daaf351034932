namespace Dots.Application.Common;

/// <summary>
/// Runs work in one database transaction and, once it is durable, wakes the readers of the event log. Writers wait their turn in
/// order of arrival without holding a thread.
/// </summary>
public interface IWriteTransaction
{
    /// <summary>
    /// Commits when <paramref name="work"/> returns and rolls back when it throws. After the commit nothing fails the caller, and
    /// cancellation is no longer observed.
    /// </summary>
    /// <exception cref="OverloadedException">The database could not be written to within the configured time.</exception>
    Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken);
}

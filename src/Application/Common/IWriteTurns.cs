namespace Dots.Application.Common;

/// <summary>
/// Divides the capacity for writing among the callers: each runs a few commands at once, and more than that wait in a line of the caller's own, so that
/// no caller can make the others wait for more than a few of its commands. Thread-safe.
/// </summary>
public interface IWriteTurns
{
    /// <summary>Waits until a command may be prepared and run.</summary>
    /// <param name="caller">In whose line.</param>
    /// <param name="preparesFor">See <see cref="ICommand{TResponse}.PreparesFor"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Disposed when the command has ended.</returns>
    /// <exception cref="OverloadedException">Too many commands are waiting already.</exception>
    Task<IDisposable> EnterAsync(Caller caller, LockKey? preparesFor, CancellationToken cancellationToken);
}

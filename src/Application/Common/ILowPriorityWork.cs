namespace Dots.Application.Common;

/// <summary>
/// Runs work that needs much CPU time, and that one client can request in bulk, where it cannot delay short requests: on a few threads, fewer
/// than the cores where there are several, and at a low priority of the operating system. Thread-safe.
/// </summary>
/// <remarks>
/// Work begins, and continues after each await, in order of arrival. What takes long should therefore yield (<see cref="Task.Yield"/>), so that
/// the others have their turn. It must not hold a lock that short requests need, such as the database's write lock: they would wait for a thread
/// of lower priority.
/// </remarks>
public interface ILowPriorityWork
{
    /// <summary>Runs asynchronous work; the caller continues on its own threads.</summary>
    Task<T> RunAsync<T>(Func<Task<T>> work);

    /// <summary>Runs work that does not await anything.</summary>
    Task<T> RunAsync<T>(Func<T> work);
}

using System.Collections.Concurrent;
using Dots.Application.Common;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Common;

/// <inheritdoc cref="ILowPriorityWork"/>
/// <remarks>
/// A task scheduler, which every await within the work returns to. The threads are not those of the pool: a thread that has lowered its
/// priority may not raise it again. On Linux a waking thread of normal priority takes the core from them at once, and a busy one leaves them
/// about a tenth. The number of threads bounds their share where the priority cannot be lowered.
/// </remarks>
internal sealed class LowPriorityScheduler : TaskScheduler, ILowPriorityWork, IDisposable
{
    /// <summary>Half of the cores, so that short requests have the other half even without priorities.</summary>
    public static readonly int DefaultThreads = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly BlockingCollection<Task> _tasks = [];
    private readonly Thread[] _threads;
    private readonly int _niceness;

    public LowPriorityScheduler(IOptions<LowPriorityOptions> options)
        : this(DefaultThreads, options.Value.Niceness)
    {
    }

    public LowPriorityScheduler(int threads, int niceness, string name = "low priority")
    {
        _niceness = niceness;
        _threads = [.. Enumerable.Range(0, threads).Select(i => new Thread(Run) { IsBackground = true, Name = $"{name} {i}" })];
        foreach (var thread in _threads)
        {
            thread.Start();
        }
    }

    public override int MaximumConcurrencyLevel => _threads.Length;

    /// <inheritdoc/>
    public Task<T> RunAsync<T>(Func<Task<T>> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <inheritdoc/>
    public Task<T> RunAsync<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>Ends the threads after the work that is queued. What is queued from now on, such as the end of an aborted send, runs on the thread pool.</summary>
    public void Dispose() => _tasks.CompleteAdding();

    protected override void QueueTask(Task task)
    {
        try
        {
            _tasks.Add(task);
        }
        catch (InvalidOperationException)
        {
            // Disposed. A continuation that is never run would leave its caller waiting for ever.
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.Scheduler.TryExecuteTask(state.Task), (Scheduler: this, Task: task), preferLocal: false);
        }
    }

    // Never on the thread of a caller, which has a normal priority.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && Array.IndexOf(_threads, Thread.CurrentThread) >= 0 && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;

    private void Run()
    {
        LowThreadPriority.Apply(_niceness);
        foreach (var task in _tasks.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }
}

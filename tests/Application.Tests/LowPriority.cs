using Dots.Application.Common;

namespace Dots.Application.Tests;

/// <summary>Runs work at once, and counts it.</summary>
internal sealed class LowPriority : ILowPriorityWork
{
    public int Count { get; private set; }

    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        Count++;
        return work();
    }

    public Task<T> RunAsync<T>(Func<T> work)
    {
        Count++;
        return Task.FromResult(work());
    }
}

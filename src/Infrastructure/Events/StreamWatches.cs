namespace Dots.Infrastructure.Events;

/// <summary>What open streams wait for that ends their permission to read, by what it concerns. Thread-safe.</summary>
internal sealed class StreamWatches<TKey>
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, HashSet<TaskCompletionSource>> _watches = [];

    /// <summary>Whatever is watched at the moment.</summary>
    public IReadOnlyList<TKey> Keys
    {
        get
        {
            lock (_gate)
            {
                return [.. _watches.Keys];
            }
        }
    }

    /// <summary>Completes with the next <see cref="Complete"/> of the key.</summary>
    /// <exception cref="OperationCanceledException">The stream ended before.</exception>
    public async Task WaitAsync(TKey key, CancellationToken streamEnded)
    {
        var watch = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!_watches.TryGetValue(key, out var watches))
            {
                _watches[key] = watches = [];
            }

            watches.Add(watch);
        }

        try
        {
            await watch.Task.WaitAsync(streamEnded);
        }
        finally
        {
            Remove(key, watch);
        }
    }

    public void Complete(TKey key)
    {
        lock (_gate)
        {
            foreach (var watch in _watches.GetValueOrDefault(key, []))
            {
                watch.TrySetResult();
            }
        }
    }

    private void Remove(TKey key, TaskCompletionSource watch)
    {
        lock (_gate)
        {
            if (_watches.TryGetValue(key, out var watches) && watches.Remove(watch) && watches.Count == 0)
            {
                _watches.Remove(key);
            }
        }
    }
}

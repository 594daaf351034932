using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Revocation;

/// <summary>
/// What open streams wait for that ends their permission to read, by what it concerns. It is looked up again every second, in one query for
/// many of them, which finds out what was decided on other nodes, and what has grown too old. Thread-safe.
/// </summary>
internal abstract partial class RevocationWatch<TKey>(TimeProvider clock, ILogger logger) : BackgroundService
    where TKey : notnull
{
    private const int PageSize = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, HashSet<TaskCompletionSource>> _watches = [];

    /// <summary>Whatever is watched at the moment.</summary>
    protected IReadOnlyList<TKey> Keys
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
    protected async Task WaitAsync(TKey key, CancellationToken streamEnded)
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

    protected void Complete(TKey key)
    {
        lock (_gate)
        {
            foreach (var watch in _watches.GetValueOrDefault(key, []))
            {
                watch.TrySetResult();
            }
        }
    }

    /// <summary>Completes those of the keys that have come to an end, as the database has it now.</summary>
    protected async Task RecheckKeysAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var page in keys.Chunk(PageSize))
            {
                foreach (var ended in await FindRevokedAsync(page, cancellationToken))
                {
                    Complete(ended);
                }
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The next look-up will tell.
            LogLookUpFailed(logger, exception);
        }
    }

    /// <returns>Those of the keys that have come to an end.</returns>
    protected abstract Task<IEnumerable<TKey>> FindRevokedAsync(IReadOnlyList<TKey> asked, CancellationToken cancellationToken);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, clock, stoppingToken);
            await RecheckKeysAsync(Keys, stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Whether open streams may go on could not be looked up; trying again")]
    private static partial void LogLookUpFailed(ILogger logger, Exception exception);

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

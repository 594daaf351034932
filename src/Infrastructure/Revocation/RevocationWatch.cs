using Dots.Infrastructure.Common;

namespace Dots.Infrastructure.Revocation;

/// <summary>
/// Watches the permissions that open streams depend on, such as a session. They are rechecked every second, many in one query, because a
/// permission may be revoked or changed on another node, or expire. Thread-safe.
/// </summary>
/// <typeparam name="TKey">What identifies a permission.</typeparam>
/// <typeparam name="TChange">What its streams learn.</typeparam>
internal abstract class RevocationWatch<TKey, TChange>(TimeProvider clock) : PeriodicService(clock)
    where TKey : notnull
{
    private const int PageSize = 500;

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, HashSet<TaskCompletionSource<TChange>>> _waiting = [];

    protected override TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <summary>The permissions that open streams currently depend on.</summary>
    protected IReadOnlyList<TKey> Keys
    {
        get
        {
            lock (_gate)
            {
                return [.. _waiting.Keys];
            }
        }
    }

    /// <summary>Completes with the next <see cref="Notify"/> of the permission.</summary>
    /// <exception cref="OperationCanceledException">The stream ended first.</exception>
    protected async Task<TChange> WaitAsync(TKey key, CancellationToken streamEnded)
    {
        var revoked = new TaskCompletionSource<TChange>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (!_waiting.TryGetValue(key, out var waiting))
            {
                _waiting[key] = waiting = [];
            }

            waiting.Add(revoked);
        }

        try
        {
            return await revoked.Task.WaitAsync(streamEnded);
        }
        finally
        {
            Remove(key, revoked);
        }
    }

    /// <summary>Notifies this node's streams that a permission was revoked or changed.</summary>
    protected void Notify(TKey key, TChange change)
    {
        lock (_gate)
        {
            foreach (var revoked in _waiting.GetValueOrDefault(key, []))
            {
                revoked.TrySetResult(change);
            }
        }
    }

    /// <summary>Rechecks permissions immediately. Does not throw: if it fails, the next periodic run rechecks them.</summary>
    protected async Task TryRecheckAsync(IEnumerable<TKey> keys)
    {
        try
        {
            await RecheckAsync(keys, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogFailure(exception);
        }
    }

    /// <returns>The permissions that have been revoked or changed, or have expired, according to the database.</returns>
    protected abstract Task<IEnumerable<(TKey Key, TChange Change)>> FindChangedAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    protected override Task RunAsync(CancellationToken stoppingToken) => RecheckAsync(Keys, stoppingToken);

    private async Task RecheckAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken)
    {
        foreach (var page in keys.Chunk(PageSize))
        {
            foreach (var (key, change) in await FindChangedAsync(page, cancellationToken))
            {
                Notify(key, change);
            }
        }
    }

    private void Remove(TKey key, TaskCompletionSource<TChange> revoked)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(key, out var waiting) && waiting.Remove(revoked) && waiting.Count == 0)
            {
                _waiting.Remove(key);
            }
        }
    }
}

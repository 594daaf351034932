using Dots.Infrastructure.Common;

namespace Dots.Infrastructure.Revocation;

/// <summary>
/// Watches the permissions that open streams depend on, such as a session. They are rechecked every second, many in one query, because a
/// permission may be revoked on another node, or expire. Thread-safe.
/// </summary>
/// <typeparam name="TKey">What identifies a permission.</typeparam>
internal abstract class RevocationWatch<TKey>(TimeProvider clock) : PeriodicService(clock)
    where TKey : notnull
{
    private const int PageSize = 500;

    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, HashSet<TaskCompletionSource>> _waiting = [];

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

    /// <summary>Completes with the next <see cref="NotifyRevoked"/> of the permission.</summary>
    /// <exception cref="OperationCanceledException">The stream ended first.</exception>
    protected async Task WaitAsync(TKey key, CancellationToken streamEnded)
    {
        var revoked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
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
            await revoked.Task.WaitAsync(streamEnded);
        }
        finally
        {
            Remove(key, revoked);
        }
    }

    /// <summary>Notifies this node's streams that a permission was revoked.</summary>
    protected void NotifyRevoked(TKey key)
    {
        lock (_gate)
        {
            foreach (var revoked in _waiting.GetValueOrDefault(key, []))
            {
                revoked.TrySetResult();
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

    /// <returns>The permissions that have been revoked or have expired, according to the database.</returns>
    protected abstract Task<IEnumerable<TKey>> FindRevokedAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken);

    protected override Task RunAsync(CancellationToken stoppingToken) => RecheckAsync(Keys, stoppingToken);

    private async Task RecheckAsync(IEnumerable<TKey> keys, CancellationToken cancellationToken)
    {
        foreach (var page in keys.Chunk(PageSize))
        {
            foreach (var revoked in await FindRevokedAsync(page, cancellationToken))
            {
                NotifyRevoked(revoked);
            }
        }
    }

    private void Remove(TKey key, TaskCompletionSource revoked)
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

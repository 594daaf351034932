using System.Collections.Concurrent;
using Dots.Application.Activities.Presence;
using Dots.Application.Common;
using Dots.Infrastructure.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Activities;

/// <summary>
/// The connections of this node to activities. Each has a lease in the database, where all nodes see it; <see cref="PresenceService"/> renews
/// them.
/// </summary>
internal sealed partial class ActivityPresence(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<ActivityPresence> logger)
    : IActivityPresence
{
    /// <summary>How long a connection waits for its presence to be saved; after that, a heartbeat saves it.</summary>
    private static readonly TimeSpan EnterTimeout = TimeSpan.FromSeconds(5);

    private readonly Guid _nodeId = Guid.NewGuid();
    private readonly ConcurrentDictionary<Guid, Lease> _leases = [];

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> EnterAsync(Guid activityId, Caller caller, CancellationToken cancellationToken)
    {
        var lease = new Lease(this, activityId, caller);

        // Before it is saved: ReconcileAsync removes leases of this node that are only in the database.
        _leases[lease.Id] = lease;
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(EnterTimeout);
        try
        {
            await SaveAsync(lease, timeout.Token);
        }
        catch (Exception exception) when (exception is OverloadedException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            // Reading does not depend on presence.
            LogEnterFailed(logger, exception);
        }
        catch
        {
            _leases.TryRemove(lease.Id, out _);
            throw;
        }

        lease.HasEntered = true;
        return lease;
    }

    /// <summary>Renews this node's leases, so that other nodes do not regard them as stale.</summary>
    public async Task SendHeartbeatAsync(CancellationToken cancellationToken)
    {
        if (_leases.IsEmpty)
        {
            return;
        }

        if (await scopes.SendAsync(new RenewPresence(_nodeId), cancellationToken) != _leases.Count)
        {
            await ReconcileAsync(cancellationToken);
        }
    }

    /// <summary>Ends all leases of this node, whose connections have been closed.</summary>
    public async Task LeaveAllAsync(CancellationToken cancellationToken)
    {
        var leases = await scopes.SendAsync(new FindLeases(_nodeId), cancellationToken);
        foreach (var activities in leases.Select(lease => lease.ActivityId).Distinct().Chunk(SweepPresence.MaxActivities))
        {
            await scopes.SendAsync(new LeaveActivities(activities, _nodeId), cancellationToken);
        }
    }

    /// <summary>
    /// Restores leases that another node removed as stale while this node, or its database connection, was down, and does what could not be
    /// done while writes failed: saves leases of open connections, and removes leases of connections that have ended.
    /// </summary>
    private async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        var live = _leases.Values.Where(lease => lease.HasEntered).ToList();
        var saved = await scopes.SendAsync(new FindLeases(_nodeId), cancellationToken);
        foreach (var removed in live.ExceptBy(saved.Select(lease => lease.Id), lease => lease.Id))
        {
            await SaveAsync(removed, cancellationToken);
            if (!_leases.ContainsKey(removed.Id))
            {
                // The connection ended in between, when there was no saved lease to remove.
                await RemoveAsync(removed.ActivityId, removed.Id);
            }
        }

        foreach (var ended in saved.Where(lease => !_leases.ContainsKey(lease.Id)))
        {
            await RemoveAsync(ended.ActivityId, ended.Id);
        }
    }

    private async Task EndAsync(Lease lease)
    {
        _leases.TryRemove(lease.Id, out _);

        // During shutdown there is no time for a transaction per connection: LeaveAllAsync ends the leases in batches.
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await RemoveAsync(lease.ActivityId, lease.Id);
        }
        catch (Exception exception)
        {
            // The user still appears to be present until the next heartbeat, which detects the surplus lease.
            LogLeaveFailed(logger, exception);
        }
    }

    private async Task SaveAsync(Lease lease, CancellationToken cancellationToken) =>
        await scopes.SendAsync(new EnterActivity(lease.ActivityId, lease.Id, _nodeId, lease.Caller), cancellationToken);

    private async Task RemoveAsync(Guid activityId, Guid leaseId) =>
        await scopes.SendAsync(new LeaveActivity(activityId, leaseId), CancellationToken.None);

    [LoggerMessage(LogLevel.Warning, "The presence of a user on an activity could not be saved; trying again with the next heartbeat")]
    private static partial void LogEnterFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The end of a connection to an activity could not be saved; trying again with the next heartbeat")]
    private static partial void LogLeaveFailed(ILogger logger, Exception exception);

    private sealed class Lease(ActivityPresence presence, Guid activityId, Caller caller) : IAsyncDisposable
    {
        private int _isDisposed;

        public Guid Id { get; } = Guid.NewGuid();

        public Guid ActivityId { get; } = activityId;

        public Caller Caller { get; } = caller;

        /// <summary>Whether <see cref="EnterAsync"/> has finished, so that the lease may be saved again.</summary>
        public bool HasEntered { get; set; }

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0)
            {
                await presence.EndAsync(this);
            }
        }
    }
}

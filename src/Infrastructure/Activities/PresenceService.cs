using Dots.Application.Activities.Presence;
using Dots.Infrastructure.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Activities;

/// <summary>
/// Renews the leases of this node, and removes expired presence of all nodes, so that the others clean up after a crashed one.
/// </summary>
internal sealed partial class PresenceService(
    ActivityPresence presence, IServiceScopeFactory scopes, TimeProvider clock, PresenceOptions options, ILogger<PresenceService> logger)
    : PeriodicService(clock)
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _clock = clock;
    private DateTimeOffset _heartbeatAt = clock.GetUtcNow();

    // Two heartbeats may be late or fail before other nodes regard the leases as stale.
    private TimeSpan HeartbeatInterval => options.StaleAfter / 3;

    protected override TimeSpan Interval => TimeSpan.FromTicks(Math.Min(options.GracePeriod.Ticks / 10, TimeSpan.TicksPerSecond));

    /// <summary>Ends all leases of this node, whose connections are closed by now.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // Not the host's token: requests that did not end in time may have used up the host's shutdown timeout.
        using var timeout = new CancellationTokenSource(StopTimeout);
        try
        {
            await presence.LeaveAllAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            // The leases become stale, and another node's sweep removes them.
            LogStopFailed(logger, exception);
        }
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        if (_clock.GetUtcNow() - _heartbeatAt >= HeartbeatInterval)
        {
            _heartbeatAt = _clock.GetUtcNow();
            await presence.SendHeartbeatAsync(stoppingToken);
        }

        IReadOnlyList<Guid> expired;
        do
        {
            expired = await scopes.SendAsync(new FindExpiredPresence(), stoppingToken);
            if (expired.Count > 0)
            {
                await scopes.SendAsync(new SweepPresence(expired), stoppingToken);
            }
        }
        while (expired.Count == SweepPresence.MaxActivities);
    }

    protected override void LogFailure(Exception exception) => LogSweepFailed(logger, exception);

    [LoggerMessage(LogLevel.Warning, "Presence could not be updated; the next run will retry")]
    private static partial void LogSweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The presence leases of this node could not be ended; they are removed once they are stale")]
    private static partial void LogStopFailed(ILogger logger, Exception exception);
}

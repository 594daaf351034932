using Dots.Application.Activities.Presence;
using Dots.Infrastructure.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Activities;

/// <summary>
/// Renews the leases of this node, and removes what has expired on any node: whichever node looks next cleans up after one that has crashed.
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

    /// <summary>The connections of this node are closed by now: their users leave as if each client had closed its own.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // Not limited by the host's token: a request that did not end may have used up all of the host's time.
        using var timeout = new CancellationTokenSource(StopTimeout);
        try
        {
            await presence.LeaveAllAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            // The leases become stale, and some node's sweep removes them.
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

    [LoggerMessage(LogLevel.Warning, "Presence could not be brought up to date; trying again")]
    private static partial void LogSweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The users of this server could not leave their activities; they will when their leases are stale")]
    private static partial void LogStopFailed(ILogger logger, Exception exception);
}

using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Application.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Revocation;

/// <inheritdoc cref="IActivityAccess"/>
internal sealed partial class ActivityAccess(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ActivityAccess> logger)
    : RevocationWatch<(Guid ActivityId, long? UserId)>(clock), IActivityAccess, IChannelAccess
{
    /// <inheritdoc/>
    public async Task ThrowIfDeniedAsync(Guid activityId, User? user, CancellationToken cancellationToken)
    {
        if ((await FindRevokedAsync([(activityId, user?.Id)], cancellationToken)).Any())
        {
            throw new ForbiddenException($"Activity {activityId} is private: only its owner and its members may read it.");
        }
    }

    /// <inheritdoc/>
    public Task ThrowIfDeniedAsync(string channel, User? user, CancellationToken cancellationToken) =>
        Channels.ActivityOf(channel) is { } activityId ? ThrowIfDeniedAsync(activityId, user, cancellationToken) : Task.CompletedTask;

    /// <inheritdoc/>
    public Task RevokedAsync(Guid activityId, User? user, CancellationToken streamEnded) =>
        WaitAsync((activityId, user?.Id), streamEnded);

    /// <inheritdoc/>
    public Task RecheckAsync(Guid activityId) => TryRecheckAsync(Keys.Where(key => key.ActivityId == activityId));

    protected override async Task<IEnumerable<(Guid ActivityId, long? UserId)>> FindRevokedAsync(
        IReadOnlyList<(Guid ActivityId, long? UserId)> keys, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IDotsDbContext>();
        var ids = keys.Select(key => key.ActivityId).Distinct().ToList();

        // Includes deleted activities, whose events are still in the log.
        var privateOnes = await db.Activities.AsNoTracking().IgnoreQueryFilters()
            .Where(activity => activity.IsPrivate && ids.Contains(activity.Id))
            .Select(activity => new { activity.Id, activity.OwnerId, Members = activity.Members.Select(member => member.UserId).ToList() })
            .ToDictionaryAsync(activity => activity.Id, cancellationToken);
        return keys.Where(key => privateOnes.TryGetValue(key.ActivityId, out var activity)
            && key.UserId != activity.OwnerId
            && !activity.Members.Any(member => member == key.UserId));
    }

    protected override void LogFailure(Exception exception) => LogRecheckFailed(logger, exception);

    [LoggerMessage(LogLevel.Warning, "Access to the activities of open streams could not be rechecked; trying again")]
    private static partial void LogRecheckFailed(ILogger logger, Exception exception);
}

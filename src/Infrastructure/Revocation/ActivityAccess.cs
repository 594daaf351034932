using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Application.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Revocation;

/// <inheritdoc cref="IActivityAccess"/>
internal sealed partial class ActivityAccess(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ActivityAccess> logger)
    : RevocationWatch<ActivityReader, ActivityReader>(clock), IActivityAccess, IChannelAccess
{
    /// <inheritdoc/>
    public async Task<ActivityReader> AuthorizeAsync(Guid activityId, User? user, CancellationToken cancellationToken)
    {
        var reader = new ActivityReader(activityId, user?.Id, Number: null, ReadAccess.Missing);
        return (await FindAsync([activityId], cancellationToken)).TryGetValue(activityId, out var activity)
            ? reader with { Number = activity.Number, Access = activity.AccessOf(user?.Id) }
            : reader;
    }

    /// <inheritdoc/>
    public async Task<ChannelReader> AuthorizeAsync(string channel, User? user, CancellationToken cancellationToken)
    {
        if (Channels.ActivityOf(channel) is not { } activityId)
        {
            return new ChannelReader(channel, Membership: null);
        }

        var reader = await AuthorizeAsync(activityId, user, cancellationToken);
        return new ChannelReader(reader.Channel, reader.Name);
    }

    /// <inheritdoc/>
    public Task<ActivityReader> ChangedAsync(ActivityReader reader, CancellationToken streamEnded) => WaitAsync(reader, streamEnded);

    /// <inheritdoc/>
    public Task RecheckAsync(Guid activityId) => TryRecheckAsync(Keys.Where(key => key.ActivityId == activityId));

    protected override async Task<IEnumerable<(ActivityReader Key, ActivityReader Change)>> FindChangedAsync(
        IReadOnlyList<ActivityReader> keys, CancellationToken cancellationToken)
    {
        var activities = await FindAsync([.. keys.Select(key => key.ActivityId).Distinct()], cancellationToken);
        return keys
            .Where(reader => activities.ContainsKey(reader.ActivityId))
            .Select(reader => (reader, activities[reader.ActivityId].Update(reader)))
            .Where(change => change.Item1 != change.Item2);
    }

    protected override void LogFailure(Exception exception) => LogRecheckFailed(logger, exception);

    [LoggerMessage(LogLevel.Warning, "Access to the activities of open streams could not be rechecked; trying again")]
    private static partial void LogRecheckFailed(ILogger logger, Exception exception);

    // Includes deleted activities, whose events are still in the log.
    private async Task<Dictionary<Guid, Access>> FindAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IDotsDbContext>().Activities.AsNoTracking().IgnoreQueryFilters()
            .Where(activity => ids.Contains(activity.Id))
            .Select(activity => new
            {
                activity.Id,
                Access = new Access(
                    activity.Number, activity.IsPrivate, activity.OwnerId, activity.Members.Select(member => member.UserId).ToList()),
            })
            .ToDictionaryAsync(activity => activity.Id, activity => activity.Access, cancellationToken);
    }

    private sealed record Access(long Number, bool IsPrivate, long OwnerId, List<long> Members)
    {
        public ReadAccess AccessOf(long? userId) =>
            userId is { } id && (id == OwnerId || Members.Contains(id)) ? ReadAccess.Member : IsPrivate ? ReadAccess.Hidden : ReadAccess.Public;

        public ActivityReader Update(ActivityReader reader)
        {
            var access = AccessOf(reader.UserId);

            // A member that joins a public activity, or creates it, keeps the stream, because there is nothing that it does not show.
            var isReadAsPublic = !IsPrivate && access == ReadAccess.Member
                && (reader.Number != Number ? reader.Access != ReadAccess.Hidden : reader.Access == ReadAccess.Public);
            return reader with { Number = Number, Access = isReadAsPublic ? ReadAccess.Public : access };
        }
    }
}

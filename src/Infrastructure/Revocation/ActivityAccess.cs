using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Application.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Revocation;

/// <inheritdoc cref="IActivityAccess"/>
internal sealed partial class ActivityAccess(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ActivityAccess> logger)
    : RevocationWatch<ActivityReader>(clock), IActivityAccess, IChannelAccess
{
    /// <inheritdoc/>
    public async Task<ActivityReader> AuthorizeAsync(Guid activityId, User? user, CancellationToken cancellationToken)
    {
        var reader = new ActivityReader(activityId, user?.Id, MemberOf: null);
        if (!(await FindAsync([activityId], cancellationToken)).TryGetValue(activityId, out var activity))
        {
            return reader;
        }

        var isMember = activity.HasMember(user?.Id);
        return isMember || !activity.IsPrivate
            ? reader with { MemberOf = isMember ? activity.Number : null }
            : throw new NotFoundException("activity", activityId);
    }

    /// <inheritdoc/>
    public async Task<string?> AuthorizeAsync(string channel, User? user, CancellationToken cancellationToken) =>
        Channels.ActivityOf(channel) is { } activityId ? (await AuthorizeAsync(activityId, user, cancellationToken)).Name : null;

    /// <inheritdoc/>
    public async Task<bool> RevokedAsync(ActivityReader reader, CancellationToken streamEnded)
    {
        await WaitAsync(reader, streamEnded);
        return !(await FindAsync([reader.ActivityId], streamEnded)).TryGetValue(reader.ActivityId, out var activity)
            || !activity.IsPrivate
            || activity.HasMember(reader.UserId);
    }

    /// <inheritdoc/>
    public Task RecheckAsync(Guid activityId) => TryRecheckAsync(Keys.Where(key => key.ActivityId == activityId));

    protected override async Task<IEnumerable<ActivityReader>> FindRevokedAsync(
        IReadOnlyList<ActivityReader> keys, CancellationToken cancellationToken)
    {
        var activities = await FindAsync([.. keys.Select(key => key.ActivityId).Distinct()], cancellationToken);
        return keys.Where(reader => activities.TryGetValue(reader.ActivityId, out var activity) && activity.HasChangedFor(reader));
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
        public bool HasMember(long? userId) => userId is { } id && (id == OwnerId || Members.Contains(id));

        // A member that joins a public activity keeps the stream, because there is nothing that it does not show.
        public bool HasChangedFor(ActivityReader reader)
        {
            long? memberOf = HasMember(reader.UserId) ? Number : null;
            return memberOf is null && IsPrivate || reader.MemberOf != memberOf && (IsPrivate || reader.MemberOf is not null);
        }
    }
}

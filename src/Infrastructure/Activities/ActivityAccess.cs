using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Revocation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Activities;

/// <summary>Who may read an activity.</summary>
internal sealed class ActivityAccess(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ActivityAccess> logger)
    : RevocationWatch<(Guid ActivityId, long? UserId)>(clock, logger), IActivityAccess
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
    public Task RevokedAsync(Guid activityId, User? user, CancellationToken streamEnded) =>
        WaitAsync((activityId, user?.Id), streamEnded);

    /// <inheritdoc/>
    public Task RecheckAsync(Guid activityId) =>
        RecheckKeysAsync(Keys.Where(key => key.ActivityId == activityId), CancellationToken.None);

    protected override async Task<IEnumerable<(Guid ActivityId, long? UserId)>> FindRevokedAsync(
        IReadOnlyList<(Guid ActivityId, long? UserId)> asked, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
        var ids = asked.Select(pair => pair.ActivityId).Distinct().ToList();

        // Deleted ones too: what was told of them is in the log.
        var closed = await db.Activities.AsNoTracking().IgnoreQueryFilters()
            .Where(activity => activity.IsPrivate && ids.Contains(activity.Id))
            .Select(activity => new { activity.Id, activity.OwnerId, Members = activity.Members.Select(member => member.UserId).ToList() })
            .ToDictionaryAsync(activity => activity.Id, cancellationToken);
        return asked.Where(pair => closed.TryGetValue(pair.ActivityId, out var activity)
            && pair.UserId != activity.OwnerId
            && !activity.Members.Any(member => member == pair.UserId));
    }
}

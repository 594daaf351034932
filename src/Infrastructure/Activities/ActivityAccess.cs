using Dots.Application.Activities;
using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Activities;

/// <summary>
/// Who may read an activity. For the streams that are open it is looked up again every second, in one query for all of them, which finds
/// out what was decided on other nodes as well.
/// </summary>
internal sealed partial class ActivityAccess(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ActivityAccess> logger)
    : BackgroundService, IActivityAccess
{
    private const int PageSize = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly StreamWatches<(Guid ActivityId, long? UserId)> _watches = new();

    /// <inheritdoc/>
    public async Task ThrowIfClosedAsync(Guid activityId, User? user, CancellationToken cancellationToken)
    {
        if ((await FindClosedAsync([(activityId, user?.Id)], cancellationToken)).Count > 0)
        {
            throw new ForbiddenException($"Activity {activityId} is private: only its owner and its members may read it.");
        }
    }

    /// <inheritdoc/>
    public Task WithdrawnAsync(Guid activityId, User? user, CancellationToken streamEnded) =>
        _watches.WaitAsync((activityId, user?.Id), streamEnded);

    /// <inheritdoc/>
    public async Task WithdrawAsync(Guid activityId)
    {
        try
        {
            await LookAgainAsync(_watches.Keys.Where(key => key.ActivityId == activityId), CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogLookUpFailed(logger, exception);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, clock, stoppingToken);
            try
            {
                await LookAgainAsync(_watches.Keys, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogLookUpFailed(logger, exception);
            }
        }
    }

    private async Task LookAgainAsync(IEnumerable<(Guid ActivityId, long? UserId)> keys, CancellationToken cancellationToken)
    {
        foreach (var page in keys.Chunk(PageSize))
        {
            foreach (var closed in await FindClosedAsync(page, cancellationToken))
            {
                _watches.Complete(closed);
            }
        }
    }

    private async Task<HashSet<(Guid ActivityId, long? UserId)>> FindClosedAsync(
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
        return
        [
            .. asked.Where(pair => closed.TryGetValue(pair.ActivityId, out var activity)
                && pair.UserId != activity.OwnerId
                && !activity.Members.Any(member => member == pair.UserId)),
        ];
    }

    [LoggerMessage(LogLevel.Warning, "Who may read the activities could not be looked up; trying again")]
    private static partial void LogLookUpFailed(ILogger logger, Exception exception);
}

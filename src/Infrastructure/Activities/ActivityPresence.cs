using Dots.Application.Activities;
using Dots.Application.Activities.Events;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Dots.Infrastructure.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Activities;

/// <summary>
/// Who is here, in the database, where all nodes see it. Each node says again and again that its sockets are there; sockets of which
/// nobody says so any more are swept away by whichever node looks next.
/// </summary>
internal sealed partial class ActivityPresence(
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    PresenceOptions options,
    ILogger<ActivityPresence> logger)
    : BackgroundService, IActivityPresence
{
    private readonly Guid _nodeId = Guid.NewGuid();
    private int _open;

    private TimeSpan SweepInterval => TimeSpan.FromTicks(Math.Min(options.Grace.Ticks / 10, TimeSpan.TicksPerSecond));

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> EnterAsync(Guid activityId, User user, string connectionId, CancellationToken cancellationToken)
    {
        var socket = new OpenSocket
        {
            Id = Guid.NewGuid(),
            ActivityId = activityId,
            UserId = user.Id,
            NodeId = _nodeId,
            SeenAt = clock.GetUtcNow(),
        };
        await WriteAsync((db, mediator) => EnterAsync(db, mediator, socket, user, connectionId, cancellationToken), cancellationToken);
        Interlocked.Increment(ref _open);
        return new Stay(this, socket);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var saidAt = clock.GetUtcNow();
        while (true)
        {
            await Task.Delay(SweepInterval, clock, stoppingToken);
            try
            {
                // Three times in the time after which another node would take them for ghosts.
                if (Volatile.Read(ref _open) > 0 && clock.GetUtcNow() - saidAt >= options.GhostLimit / 3)
                {
                    saidAt = clock.GetUtcNow();
                    await WriteAsync(
                        (db, _) => db.OpenSockets.Where(socket => socket.NodeId == _nodeId)
                            .ExecuteUpdateAsync(set => set.SetProperty(socket => socket.SeenAt, saidAt), stoppingToken),
                        stoppingToken);
                }

                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogSweepFailed(logger, exception);
            }
        }
    }

    /// <summary>All sockets of this node are closed by now: their users leave as if each had closed their own.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await WriteAsync((db, _) => LeaveAllAsync(db, cancellationToken), cancellationToken);
        }
        catch (Exception exception)
        {
            // Then another node's sweep finds out, or this one's when it has started again.
            LogLeaveFailed(logger, exception);
        }
    }

    private async Task<int> LeaveAllAsync(DotsDbContext db, CancellationToken cancellationToken)
    {
        var sockets = await db.OpenSockets.Where(socket => socket.NodeId == _nodeId).ToListAsync(cancellationToken);
        db.OpenSockets.RemoveRange(sockets);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (activityId, userId) in sockets.Select(socket => (socket.ActivityId, socket.UserId)).Distinct())
        {
            await LetGoAsync(db, activityId, userId, clock.GetUtcNow() + options.Grace, isLost: false);
        }

        return await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<int> EnterAsync(
        DotsDbContext db, IMediator mediator, OpenSocket socket, User user, string connectionId, CancellationToken cancellationToken)
    {
        var participant = await db.Participants.FindAsync([socket.ActivityId, socket.UserId], cancellationToken);
        var isNew = participant is null;
        if (participant is null)
        {
            participant = new Participant(socket.ActivityId, user.Id, user.Username, socket.SeenAt);
            db.Participants.Add(participant);
        }

        participant.Stay();
        db.OpenSockets.Add(socket);
        var rows = await db.SaveChangesAsync(cancellationToken);
        if (isNew)
        {
            var count = await db.Participants.CountAsync(p => p.ActivityId == socket.ActivityId, cancellationToken);
            await mediator.Publish(
                new UserJoined(socket.ActivityId, user.Username, count, new Caller(user, connectionId), socket.SeenAt), cancellationToken);
        }

        return rows;
    }

    private async Task LeaveAsync(OpenSocket socket)
    {
        Interlocked.Decrement(ref _open);

        // A server that stops has no time for a transaction for each socket; at the end there is one for all of them.
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await WriteAsync(
                async (db, _) =>
                {
                    await db.OpenSockets.Where(open => open.Id == socket.Id).ExecuteDeleteAsync();
                    await LetGoAsync(db, socket.ActivityId, socket.UserId, clock.GetUtcNow() + options.Grace, isLost: false);
                    return await db.SaveChangesAsync();
                },
                CancellationToken.None);
        }
        catch (Exception exception)
        {
            // Its row is not renewed any more once this process is gone, and swept away then; until then the user seems to be here.
            LogLeaveFailed(logger, exception);
        }
    }

    private static async Task LetGoAsync(DotsDbContext db, Guid activityId, long userId, DateTimeOffset at, bool isLost)
    {
        if (await db.Participants.FindAsync(activityId, userId) is { LeavesAt: null } participant
            && !await db.OpenSockets.AnyAsync(open => open.ActivityId == activityId && open.UserId == userId))
        {
            participant.LeaveAt(at, isLost);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ghostsBefore = now - options.GhostLimit;
        await using (var scope = scopes.CreateAsyncScope())
        {
            // Looked up outside of the transaction: nearly always there is nothing, and writers need not wait for that.
            var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
            if (!await db.OpenSockets.AnyAsync(socket => socket.SeenAt < ghostsBefore, cancellationToken)
                && !await db.Participants.AnyAsync(participant => participant.LeavesAt <= now, cancellationToken))
            {
                return;
            }
        }

        await WriteAsync((db, mediator) => SweepAsync(db, mediator, now, ghostsBefore, cancellationToken), cancellationToken);
    }

    private static async Task<int> SweepAsync(
        DotsDbContext db, IMediator mediator, DateTimeOffset now, DateTimeOffset ghostsBefore, CancellationToken cancellationToken)
    {
        var ghosts = await db.OpenSockets.Where(socket => socket.SeenAt < ghostsBefore).ToListAsync(cancellationToken);
        db.OpenSockets.RemoveRange(ghosts);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (activityId, userId) in ghosts.Select(ghost => (ghost.ActivityId, ghost.UserId)).Distinct())
        {
            await LetGoAsync(db, activityId, userId, now, isLost: true);
        }

        await db.SaveChangesAsync(cancellationToken);
        var leaving = await db.Participants.Where(participant => participant.LeavesAt <= now).ToListAsync(cancellationToken);
        db.Participants.RemoveRange(leaving);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var gone in leaving)
        {
            var count = await db.Participants.CountAsync(participant => participant.ActivityId == gone.ActivityId, cancellationToken);
            await mediator.Publish(
                new UserLeft(
                    gone.ActivityId, gone.Username, gone.IsLost, count, new Caller(new User(gone.UserId, gone.Username), null), now),
                cancellationToken);
        }

        return leaving.Count;
    }

    private async Task<int> WriteAsync(Func<DotsDbContext, IMediator, Task<int>> write, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        return await services.GetRequiredService<IWriteTransaction>().RunAsync(
            () => write(services.GetRequiredService<DotsDbContext>(), services.GetRequiredService<IMediator>()), cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Who is here could not be brought up to date; trying again")]
    private static partial void LogSweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "That a user has closed a socket could not be written down")]
    private static partial void LogLeaveFailed(ILogger logger, Exception exception);

    private sealed class Stay(ActivityPresence presence, OpenSocket socket) : IAsyncDisposable
    {
        private int _isOver;

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                await presence.LeaveAsync(socket);
            }
        }
    }
}

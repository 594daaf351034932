using System.Collections.Concurrent;
using Dots.Application.Activities.Presence;
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
/// nobody says so any more are swept away by whichever node looks next. A node that was away for so long that its own were swept away
/// brings them back.
/// </summary>
internal sealed partial class ActivityPresence(
    IServiceScopeFactory scopes,
    IHostApplicationLifetime lifetime,
    TimeProvider clock,
    PresenceOptions options,
    ILogger<ActivityPresence> logger)
    : BackgroundService, IActivityPresence
{
    /// <summary>So many activities are cleared in one transaction: a node that is no more may have been on thousands.</summary>
    private const int SweepLimit = 100;

    /// <summary>For the last write of a server that stops.</summary>
    private static readonly TimeSpan ShutdownWriteTimeout = TimeSpan.FromSeconds(2);

    private readonly Guid _nodeId = Guid.NewGuid();
    private readonly ConcurrentDictionary<Guid, Stay> _stays = [];

    private TimeSpan SweepInterval => TimeSpan.FromTicks(Math.Min(options.Grace.Ticks / 10, TimeSpan.TicksPerSecond));

    /// <inheritdoc/>
    public async Task<IAsyncDisposable> EnterAsync(Guid activityId, User user, string connectionId, CancellationToken cancellationToken)
    {
        var socket = new PresenceLease
        {
            Id = Guid.NewGuid(),
            ActivityId = activityId,
            UserId = user.Id,
            NodeId = _nodeId,
            SeenAt = clock.GetUtcNow(),
        };
        var stay = new Stay(this, socket, user, connectionId);

        // Before it is in the database: what is there of this node and not here is taken for a remainder.
        _stays[socket.Id] = stay;
        try
        {
            await EnterAsync(stay, cancellationToken);
            stay.IsEntered = true;
            return stay;
        }
        catch
        {
            _stays.TryRemove(socket.Id, out _);
            throw;
        }
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
                if (!_stays.IsEmpty && clock.GetUtcNow() - saidAt >= options.StaleAfter / 3)
                {
                    saidAt = clock.GetUtcNow();
                    await RenewAsync(saidAt, stoppingToken);
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

        // Not by the host's token: a request that would not end may have used up all of the host's time.
        using var patience = new CancellationTokenSource(ShutdownWriteTimeout);
        try
        {
            foreach (var activities in (await ReadOwnAsync(patience.Token)).Select(socket => socket.ActivityId).Distinct().Chunk(SweepLimit))
            {
                await WriteAsync(
                    (db, _) => LeaveAllAsync(db, activities, patience.Token), [.. activities.Select(LockKey.Presence)], patience.Token);
            }
        }
        catch (Exception exception)
        {
            // Then another node's sweep finds out, or this one's when it has started again.
            LogLeaveFailed(logger, exception);
        }
    }

    private async Task<int> LeaveAllAsync(DotsDbContext db, IReadOnlyList<Guid> activities, CancellationToken cancellationToken)
    {
        var sockets = await db.PresenceLeases
            .Where(socket => socket.NodeId == _nodeId && activities.Contains(socket.ActivityId)).ToListAsync(cancellationToken);
        db.PresenceLeases.RemoveRange(sockets);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (activityId, userId) in sockets.Select(socket => (socket.ActivityId, socket.UserId)).Distinct())
        {
            await LetGoAsync(db, activityId, userId, clock.GetUtcNow() + options.Grace, isLost: false);
        }

        return await db.SaveChangesAsync(cancellationToken);
    }

    private async Task<List<PresenceLease>> ReadOwnAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DotsDbContext>().PresenceLeases.AsNoTracking()
            .Where(socket => socket.NodeId == _nodeId).ToListAsync(cancellationToken);
    }

    private Task<int> EnterAsync(Stay stay, CancellationToken cancellationToken) => WriteAsync(
        (db, mediator) => EnterAsync(db, mediator, stay.Socket, stay.User, stay.ConnectionId, cancellationToken),
        [LockKey.Presence(stay.Socket.ActivityId)],
        cancellationToken);

    private static async Task<int> EnterAsync(
        DotsDbContext db, IMediator mediator, PresenceLease socket, User user, string connectionId, CancellationToken cancellationToken)
    {
        var participant = await db.Participants.FindAsync([socket.ActivityId, socket.UserId], cancellationToken);
        var isNew = participant is null;
        if (participant is null)
        {
            participant = new Participant(socket.ActivityId, user.Id, user.Username, socket.SeenAt);
            db.Participants.Add(participant);
        }

        participant.Stay();
        db.PresenceLeases.Add(socket);
        var rows = await db.SaveChangesAsync(cancellationToken);
        if (isNew)
        {
            var count = await db.Participants.CountAsync(p => p.ActivityId == socket.ActivityId, cancellationToken);
            await mediator.Publish(
                new UserJoined(socket.ActivityId, user.Username, count, new Caller(user, connectionId), socket.SeenAt), cancellationToken);
        }

        return rows;
    }

    /// <summary>Says that the sockets of this node are there.</summary>
    private async Task RenewAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var renewed = await WriteAsync(
            (db, _) => db.PresenceLeases.Where(socket => socket.NodeId == _nodeId)
                .ExecuteUpdateAsync(set => set.SetProperty(socket => socket.SeenAt, now), cancellationToken),
            LockKey.None,
            cancellationToken);
        if (renewed != _stays.Count)
        {
            await ReconcileAsync(now, cancellationToken);
        }
    }

    /// <summary>
    /// Brings back the sockets that were taken for ghosts while this node, or the database for it, was out of reach, and removes those that
    /// have gone without that it could be written down.
    /// </summary>
    private async Task ReconcileAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var open = _stays.Values.Where(stay => stay.IsEntered).ToList();
        var known = await ReadOwnAsync(cancellationToken);
        foreach (var lost in open.ExceptBy(known.Select(socket => socket.Id), stay => stay.Socket.Id))
        {
            lost.Socket.SeenAt = now;
            await EnterAsync(lost, cancellationToken);
            if (!_stays.ContainsKey(lost.Socket.Id))
            {
                // It was closed meanwhile, and found nothing to remove.
                await RemoveAsync(lost.Socket);
            }
        }

        foreach (var gone in known.Where(socket => !_stays.ContainsKey(socket.Id)))
        {
            await RemoveAsync(gone);
        }
    }

    private async Task LeaveAsync(PresenceLease socket)
    {
        _stays.TryRemove(socket.Id, out _);

        // A server that stops has no time for a transaction for each socket; at the end there is one for all of them.
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await RemoveAsync(socket);
        }
        catch (Exception exception)
        {
            // Until the next renewal, which finds the remainder, the user seems to be here.
            LogLeaveFailed(logger, exception);
        }
    }

    private Task<int> RemoveAsync(PresenceLease socket) => WriteAsync(
        async (db, _) =>
        {
            await db.PresenceLeases.Where(open => open.Id == socket.Id).ExecuteDeleteAsync();
            await LetGoAsync(db, socket.ActivityId, socket.UserId, clock.GetUtcNow() + options.Grace, isLost: false);
            return await db.SaveChangesAsync();
        },
        [LockKey.Presence(socket.ActivityId)],
        CancellationToken.None);

    private static async Task LetGoAsync(DotsDbContext db, Guid activityId, long userId, DateTimeOffset at, bool isLost)
    {
        if (await db.Participants.FindAsync(activityId, userId) is { LeavesAt: null } participant
            && !await db.PresenceLeases.AnyAsync(open => open.ActivityId == activityId && open.UserId == userId))
        {
            participant.LeaveAt(at, isLost);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ghostsBefore = now - options.StaleAfter;
        List<Guid> activities;
        do
        {
            // Looked up outside of the transaction: nearly always there is nothing, and writers need not wait for that.
            await using (var scope = scopes.CreateAsyncScope())
            {
                var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
                activities = await db.PresenceLeases.Where(socket => socket.SeenAt < ghostsBefore).Select(socket => socket.ActivityId)
                    .Union(db.Participants.Where(participant => participant.LeavesAt <= now).Select(participant => participant.ActivityId))
                    .Order()
                    .Take(SweepLimit)
                    .ToListAsync(cancellationToken);
            }

            if (activities.Count > 0)
            {
                await WriteAsync(
                    (db, mediator) => SweepAsync(db, mediator, activities, now, ghostsBefore, cancellationToken),
                    [.. activities.Select(LockKey.Presence)],
                    cancellationToken);
            }
        }
        while (activities.Count == SweepLimit);
    }

    private static async Task<int> SweepAsync(
        DotsDbContext db,
        IMediator mediator,
        List<Guid> activities,
        DateTimeOffset now,
        DateTimeOffset ghostsBefore,
        CancellationToken cancellationToken)
    {
        var ghosts = await db.PresenceLeases
            .Where(socket => activities.Contains(socket.ActivityId) && socket.SeenAt < ghostsBefore).ToListAsync(cancellationToken);
        db.PresenceLeases.RemoveRange(ghosts);
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (activityId, userId) in ghosts.Select(ghost => (ghost.ActivityId, ghost.UserId)).Distinct())
        {
            await LetGoAsync(db, activityId, userId, now, isLost: true);
        }

        await db.SaveChangesAsync(cancellationToken);
        var leaving = await db.Participants
            .Where(participant => activities.Contains(participant.ActivityId) && participant.LeavesAt <= now).ToListAsync(cancellationToken);
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

    private async Task<int> WriteAsync(
        Func<DotsDbContext, IMediator, Task<int>> write, IReadOnlyList<LockKey> subjects, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        return await services.GetRequiredService<IWriteTransaction>().RunAsync(
            () => write(services.GetRequiredService<DotsDbContext>(), services.GetRequiredService<IMediator>()), subjects, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Who is here could not be brought up to date; trying again")]
    private static partial void LogSweepFailed(ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "That a user has closed a socket could not be written down")]
    private static partial void LogLeaveFailed(ILogger logger, Exception exception);

    private sealed class Stay(ActivityPresence presence, PresenceLease socket, User user, string connectionId) : IAsyncDisposable
    {
        private int _isOver;

        public PresenceLease Socket { get; } = socket;

        public User User { get; } = user;

        public string ConnectionId { get; } = connectionId;

        /// <summary>Whether it was in the database once.</summary>
        public bool IsEntered { get; set; }

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
            {
                await presence.LeaveAsync(Socket);
            }
        }
    }
}

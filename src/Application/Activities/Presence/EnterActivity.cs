using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Presence;

/// <summary>A signed-in user connects to an activity, which need not exist, and joins it unless they are present already.</summary>
/// <param name="LeaseId">A new id, by which <see cref="LeaveActivity"/> ends the connection's lease.</param>
/// <param name="NodeId">The server process that holds the connection and renews the lease.</param>
public sealed record EnterActivity(Guid ActivityId, Guid LeaseId, Guid NodeId, Caller Caller) : ICommand<Unit>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Presence(ActivityId)];
}

internal sealed class EnterActivityHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock) : IRequestHandler<EnterActivity, Unit>
{
    public async Task<Unit> Handle(EnterActivity request, CancellationToken cancellationToken)
    {
        var user = request.Caller.Required;
        var now = clock.GetUtcNow();
        var participant = await db.Participants.FirstOrDefaultAsync(
            p => p.ActivityId == request.ActivityId && p.UserId == user.Id, cancellationToken);
        var isNew = participant is null;
        if (participant is null)
        {
            participant = new Participant(request.ActivityId, user.Id, user.Username, now);
            db.Participants.Add(participant);
        }

        participant.CancelDeparture();
        db.PresenceLeases.Add(new PresenceLease(request.LeaseId, request.ActivityId, user.Id, request.NodeId, now));
        await db.SaveChangesAsync(cancellationToken);
        if (isNew)
        {
            var count = await db.Participants.CountAsync(p => p.ActivityId == request.ActivityId, cancellationToken);
            await mediator.Publish(new UserJoined(request.ActivityId, user.Username, count, request.Caller, now), cancellationToken);
        }

        return Unit.Value;
    }
}

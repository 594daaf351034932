using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Presence;

/// <summary>
/// A signed-in user sets their state on an activity. A user without a connection joins by it, and has left once they have set no state for
/// <see cref="PresenceOptions.StaleAfter"/>.
/// </summary>
/// <param name="State">The state, or some of its members.</param>
/// <param name="IsWhole">Whether members that are not given are removed.</param>
public sealed record SetStatus(Guid ActivityId, JsonObject State, bool IsWhole, Caller Caller) : ICommand<JsonObject>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Activity(ActivityId).Shared, LockKey.Presence(ActivityId)];
}

internal sealed class SetStatusHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock, PresenceOptions options)
    : IRequestHandler<SetStatus, JsonObject>
{
    public async Task<JsonObject> Handle(SetStatus request, CancellationToken cancellationToken)
    {
        var user = request.Caller.Required;
        var activity = await db.Activities.GetAccessibleAsync(request.ActivityId, user, cancellationToken);
        var now = clock.GetUtcNow();
        var participant = await db.Participants.FirstOrDefaultAsync(
            p => p.ActivityId == activity.Id && p.UserId == user.Id, cancellationToken);
        var isNew = participant is null;
        if (participant is null)
        {
            participant = new Participant(activity.Id, user.Id, user.Username, now);
            participant.ScheduleDeparture(now, isLost: true);
            db.Participants.Add(participant);
        }

        var change = participant.SetState(
            request.IsWhole ? request.State : new KeyedChange(request.State, JsonObject.Empty).ApplyTo(participant.ReadState()));
        participant.PostponeDeparture(now + options.StaleAfter);
        await db.SaveChangesAsync(cancellationToken);
        if (isNew)
        {
            var count = await db.Participants.CountAsync(p => p.ActivityId == activity.Id, cancellationToken);
            await mediator.Publish(new UserJoined(activity.Id, user.Username, count, request.Caller, now), cancellationToken);
        }

        if (change is not null)
        {
            await mediator.Publish(
                new UserStatusUpdated(activity.Id, user.Username, participant.ReadState(), change, request.Caller, now), cancellationToken);
        }

        return participant.ReadState();
    }
}

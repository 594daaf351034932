using Dots.Application.Activities.Events;
using Dots.Application.Activities.Files;
using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities;

/// <summary>A signed-in user deletes an activity with all that belongs to it.</summary>
public sealed record DeleteActivity(Guid Id, int? ExpectedRevision, Caller Caller) : ICommand<Unit>;

internal sealed class DeleteActivityHandler(IDotsDbContext db, IMediator mediator, IFileStore store, TimeProvider clock)
    : IRequestHandler<DeleteActivity, Unit>
{
    public async Task<Unit> Handle(DeleteActivity request, CancellationToken cancellationToken)
    {
        var activity = await db.Activities.GetForChangeAsync(
            request.Id, request.Caller.Required, request.ExpectedRevision, cancellationToken);

        var deleted = new ActivityDeleted(
            activity.Id,
            activity.Name,
            activity.IsPrivate,
            activity.Revision + 1,
            KeyedChange.Between(JsonObject.Empty, activity.Content),
            KeyedChange.Between(JsonObject.Empty, activity.ReadConfig()),
            request.Caller,
            clock.GetUtcNow());
        db.Files.RemoveRange(await db.Files.Where(file => file.ActivityId == activity.Id).ToListAsync(cancellationToken));
        if (activity.IsPrivate)
        {
            activity.Bury();
        }
        else
        {
            db.Activities.Remove(activity);
        }

        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(deleted, cancellationToken);

        store.Nudge();
        return Unit.Value;
    }
}

using Dots.Application.Accounts;
using Dots.Application.Activities.Access;
using Dots.Application.Activities.Files;
using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <summary>The owner, or an administrator, deletes an activity with its configuration and files.</summary>
/// <param name="Expected">The revisions of the document that the user has seen; null accepts any.</param>
public sealed record DeleteActivity(Guid Id, ExpectedRevisions? Expected, Caller Caller) : ICommand<Unit>, IRemovesFiles
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Activity(Id)];
}

internal sealed class DeleteActivityHandler(
    IDotsDbContext db, IMediator mediator, IAdministrators administrators, RemovedFiles removed, TimeProvider clock)
    : IRequestHandler<DeleteActivity, Unit>
{
    public async Task<Unit> Handle(DeleteActivity request, CancellationToken cancellationToken)
    {
        var user = request.Caller.Required;
        var activity = await db.Activities.FirstOrDefaultAsync(a => a.Id == request.Id, cancellationToken) ?? throw AccessibleActivities.NotFound(request.Id);
        if (!activity.IsOwnedBy(user.Id) && !administrators.Contains(user))
        {
            throw activity.IsAccessibleTo(user.Id)
                ? new ForbiddenException($"Activity {activity.Id} belongs to {activity.OwnerUsername}, and only its owner deletes it.")
                : AccessibleActivities.NotFound(activity.Id);
        }

        request.Expected?.ThrowIfStale(activity.Revision);
        var deleted = new ActivityDeleted(
            activity.Id,
            activity.Name,
            activity.IsPrivate,
            activity.Revision + 1,
            KeyedChange.Between(JsonObject.Empty, activity.Content),
            KeyedChange.Between(JsonObject.Empty, activity.ParseConfig()),
            request.Caller,
            clock.GetUtcNow());
        var files = await db.Files.Where(file => file.ActivityId == activity.Id).ToListAsync(cancellationToken);
        db.Files.RemoveRange(files);
        removed.ContentIds.AddRange(files.Select(file => file.Content.Id));
        if (activity.IsPrivate)
        {
            activity.Tombstone();
        }
        else
        {
            db.Activities.Remove(activity);
        }

        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(deleted, cancellationToken);
        return Unit.Value;
    }
}

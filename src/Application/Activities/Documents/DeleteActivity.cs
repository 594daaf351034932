using Dots.Application.Accounts;
using Dots.Application.Activities.Access;
using Dots.Application.Activities.Files;
using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using MediatR.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <summary>The owner, or an administrator, deletes an activity with its configuration and files.</summary>
/// <param name="Precondition">About the document; null accepts any revision.</param>
public sealed record DeleteActivity(Guid Id, Precondition? Precondition, Caller Caller) : ICommand<Unit>, IRemovesFiles
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Activity(Id)];

    public LockKey? PreparesFor => LockKey.Activity(Id);

    /// <summary>Computed before the transaction; null where nothing could be prepared.</summary>
    internal Prepared<ActivityUndo>? Prepared { get; set; }
}

/// <summary>Before the transaction, as <see cref="UpdateActivityPreparation"/>: the undo contains the whole document and configuration.</summary>
internal sealed class DeleteActivityPreparation(IDotsDbContext db, IAdministrators administrators, ILowPriorityWork lowPriority) : IRequestPreProcessor<DeleteActivity>
{
    public async Task Process(DeleteActivity command, CancellationToken cancellationToken)
    {
        // The handler refuses everybody else.
        if (command.Caller.User is { } user
            && await db.Activities.AsNoTracking().DeletableBy(user, administrators)
                .FirstOrDefaultAsync(activity => activity.Id == command.Id, cancellationToken) is { } activity)
        {
            command.Prepared = new Prepared<ActivityUndo>(
                activity, await lowPriority.ComputeAsync(activity.StoredBytes, () => DeleteActivityHandler.UndoOf(activity)));
        }
    }
}

internal sealed class DeleteActivityHandler(
    IDotsDbContext db, IMediator mediator, IAdministrators administrators, RemovedFiles removed, TimeProvider clock)
    : IRequestHandler<DeleteActivity, Unit>
{
    public async Task<Unit> Handle(DeleteActivity request, CancellationToken cancellationToken)
    {
        var user = request.Caller.Required;
        if (await db.Activities.DeletableBy(user, administrators).FirstOrDefaultAsync(a => a.Id == request.Id, cancellationToken) is not { } activity)
        {
            var accessible = await db.Activities.AsNoTracking().GetAccessibleAsync(request.Id, user, cancellationToken);
            throw new ForbiddenException($"Activity {accessible.Id} belongs to {accessible.OwnerUsername}, and only its owner deletes it.");
        }

        request.Precondition.ThrowUnlessMet(activity.Revision);
        var undo = request.Prepared is { Result: { } result } prepared && activity.HasDocumentOf(prepared.Base) && activity.HasConfigOf(prepared.Base)
            ? result
            : UndoOf(activity);
        var deleted = new ActivityDeleted(
            activity.Id,
            activity.Name,
            activity.IsPrivate,
            activity.Revision + 1,
            undo.Document!,
            undo.Config!,
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

    public static ActivityUndo UndoOf(Activity activity) => new(
        KeyedChange.Between(JsonObject.Empty, activity.Content).KeepSerialized(),
        KeyedChange.Between(JsonObject.Empty, activity.ParseConfig()).KeepSerialized());
}

internal static class DeletableActivities
{
    public static IQueryable<Activity> DeletableBy(this IQueryable<Activity> activities, User user, IAdministrators administrators) =>
        administrators.Contains(user) ? activities : activities.Where(activity => activity.OwnerId == user.Id);
}

using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <summary>A signed-in user changes a document, from whatever client and in whatever way.</summary>
/// <param name="Id">The activity.</param>
/// <param name="IfMatch">What the user has seen; null takes any, unless the edit itself says one.</param>
/// <param name="Edit">The change.</param>
/// <param name="Caller">Who.</param>
public sealed record UpdateActivity(Guid Id, ExpectedRevisions? IfMatch, DocumentEdit Edit, Caller Caller) : ICommand<DocumentDto>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Activity(Id)];

    /// <summary>From before the transaction; null where there was nothing to prepare.</summary>
    internal DocumentRevision? Prepared { get; set; }

    internal ExpectedRevisions? Expected => IfMatch ?? Edit.ForRevision;
}

/// <summary>The difference and the hash of a large document take milliseconds, in which nobody else could write.</summary>
internal sealed class UpdateActivityPreparation(IDotsDbContext db) : IPreparation<UpdateActivity>
{
    public async Task PrepareAsync(UpdateActivity command, CancellationToken cancellationToken)
    {
        var activity = await db.Activities.AsNoTracking().FirstOrDefaultAsync(a => a.Id == command.Id, cancellationToken);

        // Whoever may not, and whatever is stale, is the handler's to refuse.
        if (activity is not null && command.Caller.User is { } user && activity.IsAccessibleTo(user.Id)
            && command.Expected?.Include(activity.Revision) != false)
        {
            command.Prepared = command.Edit.Revise(activity);
        }
    }
}

internal sealed class UpdateActivityHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock) : IRequestHandler<UpdateActivity, DocumentDto>
{
    public async Task<DocumentDto> Handle(UpdateActivity request, CancellationToken cancellationToken)
    {
        var activity = await db.Activities.GetForChangeAsync(request.Id, request.Caller.Required, request.Expected, cancellationToken);

        // Somebody else may have been faster than this one's preparation.
        var revision = request.Prepared is { } prepared && activity.IsBaseOf(prepared)
            ? prepared
            : request.Edit.Revise(activity);
        if (revision is not null)
        {
            var now = clock.GetUtcNow();
            activity.Apply(revision, now);
            await db.SaveChangesAsync(cancellationToken);
            await mediator.Publish(
                new ActivityUpdated(
                    activity.Id,
                    activity.Name,
                    activity.IsPrivate,
                    activity.Revision,
                    activity.Hash,
                    revision.Change,
                    revision.Undo,
                    request.Caller,
                    now),
                cancellationToken);
        }

        return new DocumentDto(activity.Id, activity.Revision, activity.Document);
    }
}

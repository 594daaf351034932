using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using MediatR.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <summary>A signed-in user changes a document, whatever the client and the kind of edit.</summary>
/// <param name="Precondition">About the document; null accepts any revision, unless the edit itself names one.</param>
public sealed record UpdateActivity(Guid Id, Precondition? Precondition, DocumentEdit Edit, Caller Caller) : ICommand<DocumentDto>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Activity(Id)];

    public LockKey? PreparesFor => LockKey.Activity(Id);

    /// <summary>Computed before the transaction; null where nothing could be prepared.</summary>
    internal Prepared<DocumentRevision>? Prepared { get; set; }

    internal Precondition? EffectivePrecondition => Edit.RequiredBy(Precondition);
}

/// <summary>Before the transaction, because the difference and the hash of a large document take milliseconds, for which other writers would wait.</summary>
internal sealed class UpdateActivityPreparation(IDotsDbContext db, ILowPriorityWork lowPriority) : IRequestPreProcessor<UpdateActivity>
{
    public async Task Process(UpdateActivity command, CancellationToken cancellationToken)
    {
        // The handler refuses a caller without access and a stale revision.
        if (command.Caller.User is { } user
            && await db.Activities.AsNoTracking().FindAccessibleAsync(command.Id, user, cancellationToken) is { } activity
            && command.EffectivePrecondition.Evaluate(activity.Revision) == PreconditionOutcome.Met)
        {
            command.Prepared = new Prepared<DocumentRevision>(
                activity, await lowPriority.ComputeAsync(activity.StoredBytes + command.Edit.Bytes, () => command.Edit.Revise(activity)));
        }
    }
}

internal sealed class UpdateActivityHandler(IDotsDbContext db, DocumentQuota quota, IMediator mediator, TimeProvider clock)
    : IRequestHandler<UpdateActivity, DocumentDto>
{
    public async Task<DocumentDto> Handle(UpdateActivity request, CancellationToken cancellationToken)
    {
        var activity = await db.Activities.GetForChangeAsync(request.Id, request.Caller.Required, request.EffectivePrecondition, cancellationToken);

        // Another write may have been committed since the preparation.
        var revision = request.Prepared is { } prepared && activity.HasDocumentOf(prepared.Base)
            ? prepared.Result
            : request.Edit.Revise(activity);
        if (revision is not null)
        {
            var now = clock.GetUtcNow();
            var bytesBefore = activity.StoredBytes;
            activity.Apply(revision, now);
            await quota.RequireRoomAsync(activity, bytesBefore, cancellationToken);
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

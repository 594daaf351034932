using Dots.Application.Activities.Access;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using MediatR.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Config;

/// <summary>A signed-in user changes an activity's configuration.</summary>
/// <param name="Precondition">About the configuration; null accepts any revision, unless the edit itself names one.</param>
public sealed record UpdateConfig(Guid Id, Precondition? Precondition, DocumentEdit Edit, Caller Caller) : ICommand<DocumentDto>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Activity(Id)];

    public LockKey? PreparesFor => LockKey.Activity(Id);

    /// <summary>Computed before the transaction; null where nothing could be prepared.</summary>
    internal Prepared<ConfigReplacement>? Prepared { get; set; }

    internal Precondition? EffectivePrecondition => Edit.RequiredBy(Precondition);
}

/// <summary>Before the transaction, as <see cref="UpdateActivityPreparation"/>.</summary>
internal sealed class UpdateConfigPreparation(IDotsDbContext db, ILowPriorityWork lowPriority) : IRequestPreProcessor<UpdateConfig>
{
    public async Task Process(UpdateConfig command, CancellationToken cancellationToken)
    {
        // The handler refuses a caller without access and a stale revision.
        if (command.Caller.User is { } user
            && await db.Activities.AsNoTracking().FindAccessibleAsync(command.Id, user, cancellationToken) is { } activity
            && command.EffectivePrecondition.Evaluate(activity.ConfigRevision) == PreconditionOutcome.Met)
        {
            command.Prepared = new Prepared<ConfigReplacement>(
                activity,
                await lowPriority.ComputeAsync(activity.StoredBytes + command.Edit.Bytes, () => activity.PrepareConfig(command.Edit.ApplyTo)));
        }
    }
}

internal sealed class UpdateConfigHandler(IDotsDbContext db, DocumentQuota quota, IMediator mediator, TimeProvider clock)
    : IRequestHandler<UpdateConfig, DocumentDto>
{
    public async Task<DocumentDto> Handle(UpdateConfig request, CancellationToken cancellationToken)
    {
        var activity = await db.Activities.GetAccessibleAsync(request.Id, request.Caller.Required, cancellationToken);
        request.EffectivePrecondition.ThrowUnlessMet(activity.ConfigRevision);

        // Another write may have been committed since the preparation.
        var replacement = request.Prepared is { } prepared && activity.HasConfigOf(prepared.Base)
            ? prepared.Result
            : activity.PrepareConfig(request.Edit.ApplyTo);
        if (replacement is not null)
        {
            var bytesBefore = activity.StoredBytes;
            activity.Apply(replacement);
            await quota.RequireRoomAsync(activity, bytesBefore, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
            await mediator.Publish(
                new ActivityConfigured(
                    activity.Id, activity.ConfigRevision, replacement.Change, replacement.Undo, request.Caller, clock.GetUtcNow()),
                cancellationToken);
        }

        return new DocumentDto(activity.Id, activity.ConfigRevision, activity.Config);
    }
}

using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using MediatR.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <summary>A signed-in user creates an activity, under the id in the document or a new one.</summary>
/// <param name="IsPrivate">Whether only the owner has access from the start; the creation is then not published to anybody else.</param>
public sealed record CreateActivity(JsonObject Document, Caller Caller, bool IsPrivate = false) : ICommand<DocumentDto>
{
    public IReadOnlyList<LockKey> LockKeys => LockKey.None;

    /// <summary>The size of the document as it was received, where it may be large.</summary>
    public int Bytes { get; init; }

    /// <summary>Created before the transaction, because hashing a large document takes time.</summary>
    internal Activity? Prepared { get; set; }

    /// <exception cref="NotSignedInException">The caller is not signed in.</exception>
    /// <exception cref="DocumentException">The document is invalid.</exception>
    internal Activity Make(DateTimeOffset now) =>
        Activity.Create(Document, Guid.NewGuid(), Caller.Required.Id, Caller.Required.Username, now, IsPrivate);
}

internal sealed class CreateActivityPreparation(TimeProvider clock, ILowPriorityWork lowPriority) : IRequestPreProcessor<CreateActivity>
{
    public async Task Process(CreateActivity command, CancellationToken cancellationToken) =>
        command.Prepared = await lowPriority.ComputeAsync(command.Bytes, () => command.Make(clock.GetUtcNow()));
}

/// <summary>After the commit and before the response: streams that were opened before the activity existed may not read it, or may read more.</summary>
internal sealed class CreateActivityRevocation(IActivityAccess access) : IRequestPostProcessor<CreateActivity, DocumentDto>
{
    public Task Process(CreateActivity request, DocumentDto response) =>
        request.IsPrivate ? access.RecheckAsync(response.Id) : Task.CompletedTask;
}

internal sealed class CreateActivityHandler(IDotsDbContext db, DocumentQuota quota, IMediator mediator, TimeProvider clock)
    : IRequestHandler<CreateActivity, DocumentDto>
{
    public async Task<DocumentDto> Handle(CreateActivity request, CancellationToken cancellationToken)
    {
        var activity = request.Prepared ?? request.Make(clock.GetUtcNow());

        // The id of a deleted private activity stays reserved: its members may still read its events in the log.
        if (await db.Activities.IgnoreQueryFilters().AnyAsync(a => a.Id == activity.Id, cancellationToken))
        {
            throw new ConflictException($"There already is an activity {activity.Id}.");
        }

        await quota.RequireRoomAsync(activity, bytesBefore: 0, cancellationToken);
        db.Activities.Add(activity);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(
            new ActivityCreated(
                activity.Id,
                activity.Name,
                activity.OwnerUsername,
                activity.IsPrivate,
                activity.Revision,
                activity.Hash,
                KeyedChange.Between(activity.Content, JsonObject.Empty),
                request.Caller,
                activity.CreatedAt),
            cancellationToken);

        return new DocumentDto(activity.Id, activity.Revision, activity.Document);
    }
}

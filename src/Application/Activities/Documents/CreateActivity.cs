using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <summary>A signed-in user puts up an activity, under the document's id or a new one.</summary>
public sealed record CreateActivity(JsonObject Document, Caller Caller) : ICommand<DocumentDto>
{
    public IReadOnlyList<LockKey> LockKeys => LockKey.None;

    /// <summary>From before the transaction, with the hash of a document of any size.</summary>
    internal Activity? Prepared { get; set; }

    /// <exception cref="NotSignedInException">By nobody.</exception>
    /// <exception cref="DocumentException">It is no document.</exception>
    internal Activity Make(DateTimeOffset now) =>
        Activity.Create(Document, Guid.NewGuid(), Caller.Required.Id, Caller.Required.Username, now);
}

internal sealed class CreateActivityPreparation(TimeProvider clock) : IPreparation<CreateActivity>
{
    public Task PrepareAsync(CreateActivity command, CancellationToken cancellationToken)
    {
        command.Prepared = command.Make(clock.GetUtcNow());
        return Task.CompletedTask;
    }
}

internal sealed class CreateActivityHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock) : IRequestHandler<CreateActivity, DocumentDto>
{
    public async Task<DocumentDto> Handle(CreateActivity request, CancellationToken cancellationToken)
    {
        var activity = request.Prepared ?? request.Make(clock.GetUtcNow());

        // One that was private and is deleted keeps its id: whoever took it could read what is in the log.
        if (await db.Activities.IgnoreQueryFilters().AnyAsync(a => a.Id == activity.Id, cancellationToken))
        {
            throw new ConflictException($"There is an activity {activity.Id} already.");
        }

        db.Activities.Add(activity);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(
            new ActivityCreated(
                activity.Id,
                activity.Name,
                activity.OwnerUsername,
                activity.Revision,
                activity.Hash,
                KeyedChange.Between(activity.Content, JsonObject.Empty),
                request.Caller,
                activity.CreatedAt),
            cancellationToken);

        return new DocumentDto(activity.Id, activity.Revision, activity.Document);
    }
}

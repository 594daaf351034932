using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using MediatR.Pipeline;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <summary>A signed-in user creates an activity, under the id in the document or a new one.</summary>
public sealed record CreateActivity(JsonObject Document, Caller Caller) : ICommand<DocumentDto>
{
    public IReadOnlyList<LockKey> LockKeys => LockKey.None;

    /// <summary>Created before the transaction, because hashing a large document takes time.</summary>
    internal Activity? Prepared { get; set; }

    /// <exception cref="NotSignedInException">The caller is not signed in.</exception>
    /// <exception cref="DocumentException">The document is invalid.</exception>
    internal Activity Make(DateTimeOffset now) =>
        Activity.Create(Document, Guid.NewGuid(), Caller.Required.Id, Caller.Required.Username, now);
}

internal sealed class CreateActivityPreparation(TimeProvider clock) : IRequestPreProcessor<CreateActivity>
{
    public Task Process(CreateActivity command, CancellationToken cancellationToken)
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

        // The id of a deleted private activity stays reserved: a new owner could read the events of the old one in the log.
        if (await db.Activities.IgnoreQueryFilters().AnyAsync(a => a.Id == activity.Id, cancellationToken))
        {
            throw new ConflictException($"There already is an activity {activity.Id}.");
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

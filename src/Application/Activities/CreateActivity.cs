using Dots.Application.Activities.Events;
using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities;

/// <summary>A signed-in user puts up an activity, under the document's id or a new one.</summary>
public sealed record CreateActivity(JsonObject Document, Caller Caller) : ICommand<DocumentDto>;

internal sealed class CreateActivityHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock) : IRequestHandler<CreateActivity, DocumentDto>
{
    public async Task<DocumentDto> Handle(CreateActivity request, CancellationToken cancellationToken)
    {
        var owner = request.Caller.Required;
        var now = clock.GetUtcNow();
        var activity = Activity.Create(request.Document, Guid.NewGuid(), owner.Id, owner.Username, now);

        // One that was private and is deleted keeps its id: whoever took it could read what is in the log.
        if (await db.Activities.IgnoreQueryFilters().AnyAsync(a => a.Id == activity.Id, cancellationToken))
        {
            throw new ConflictException($"There is an activity {activity.Id} already.");
        }

        db.Activities.Add(activity);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(
            new ActivityCreated(activity.Id, activity.Name, owner.Username, activity.Revision, activity.Hash, request.Caller, now),
            cancellationToken);

        return new DocumentDto(activity.Id, activity.Revision, activity.Document);
    }
}

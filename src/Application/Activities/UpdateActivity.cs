using Dots.Application.Activities.Events;
using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Activities;

/// <summary>A signed-in user changes a document, from whatever client and in whatever way.</summary>
/// <param name="Id">The activity.</param>
/// <param name="ExpectedRevision">What the user has seen; null takes any.</param>
/// <param name="Edit">The change.</param>
/// <param name="Caller">Who.</param>
public sealed record UpdateActivity(Guid Id, int? ExpectedRevision, DocumentEdit Edit, Caller Caller) : ICommand<DocumentDto>;

internal sealed class UpdateActivityHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock) : IRequestHandler<UpdateActivity, DocumentDto>
{
    public async Task<DocumentDto> Handle(UpdateActivity request, CancellationToken cancellationToken)
    {
        var expected = request.ExpectedRevision ?? request.Edit.ForRevision;
        var activity = await db.Activities.GetForChangeAsync(request.Id, request.Caller.Required, expected, cancellationToken);
        var now = clock.GetUtcNow();

        if (activity.Replace(request.Edit.ApplyTo(activity.Content), now) is { } change)
        {
            await db.SaveChangesAsync(cancellationToken);
            await mediator.Publish(
                new ActivityUpdated(
                    activity.Id, activity.Name, activity.IsPrivate, activity.Revision, activity.Hash, change, request.Caller, now),
                cancellationToken);
        }

        return new DocumentDto(activity.Id, activity.Revision, activity.Document);
    }
}

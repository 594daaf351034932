using Dots.Application.Activities.Access;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Activities.Config;

/// <summary>A signed-in user changes an activity's configuration.</summary>
/// <param name="Id">The activity.</param>
/// <param name="IfMatch">The configuration's revision that the user has seen; null takes any.</param>
/// <param name="Edit">The change.</param>
/// <param name="Caller">Who.</param>
public sealed record UpdateConfig(Guid Id, ExpectedRevisions? IfMatch, DocumentEdit Edit, Caller Caller) : ICommand<DocumentDto>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Activity(Id)];
}

internal sealed class UpdateConfigHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock) : IRequestHandler<UpdateConfig, DocumentDto>
{
    public async Task<DocumentDto> Handle(UpdateConfig request, CancellationToken cancellationToken)
    {
        var activity = await db.Activities.GetAccessibleAsync(request.Id, request.Caller.Required, cancellationToken);
        (request.IfMatch ?? request.Edit.ForRevision)?.ThrowIfStale(activity.ConfigRevision);
        if (activity.ReplaceConfig(request.Edit.ApplyTo(activity.ParseConfig())) is var (change, undo))
        {
            await db.SaveChangesAsync(cancellationToken);
            await mediator.Publish(
                new ActivityConfigured(activity.Id, activity.ConfigRevision, change, undo, request.Caller, clock.GetUtcNow()), cancellationToken);
        }

        return new DocumentDto(activity.Id, activity.ConfigRevision, activity.Config);
    }
}

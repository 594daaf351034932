using Dots.Application.Activities.Access;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Activities.Config;

/// <summary>A signed-in user changes an activity's configuration.</summary>
/// <param name="Expected">The revisions of the configuration that the user has seen; null accepts any, unless the edit itself names one.</param>
public sealed record UpdateConfig(Guid Id, ExpectedRevisions? Expected, DocumentEdit Edit, Caller Caller) : ICommand<DocumentDto>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Activity(Id)];

    public LockKey? PreparesFor => LockKey.Activity(Id);
}

internal sealed class UpdateConfigHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock) : IRequestHandler<UpdateConfig, DocumentDto>
{
    public async Task<DocumentDto> Handle(UpdateConfig request, CancellationToken cancellationToken)
    {
        var activity = await db.Activities.GetAccessibleAsync(request.Id, request.Caller.Required, cancellationToken);
        (request.Expected ?? request.Edit.ForRevision)?.ThrowIfStale(activity.ConfigRevision);
        if (activity.ReplaceConfig(request.Edit.ApplyTo(activity.ParseConfig())) is var (change, undo))
        {
            await db.SaveChangesAsync(cancellationToken);
            await mediator.Publish(
                new ActivityConfigured(activity.Id, activity.ConfigRevision, change, undo, request.Caller, clock.GetUtcNow()), cancellationToken);
        }

        return new DocumentDto(activity.Id, activity.ConfigRevision, activity.Config);
    }
}

using Dots.Application.Activities.Access;
using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Files;

/// <summary>A signed-in user deletes a file of an activity.</summary>
public sealed record DeleteFile(Guid ActivityId, string Name, Caller Caller, Precondition? Precondition = null)
    : ICommand<Unit>, IRemovesFiles
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Activity(ActivityId).Shared, LockKey.Files];
}

internal sealed class DeleteFileHandler(IDotsDbContext db, IMediator mediator, RemovedFiles removed, TimeProvider clock)
    : IRequestHandler<DeleteFile, Unit>
{
    public async Task<Unit> Handle(DeleteFile request, CancellationToken cancellationToken)
    {
        await db.Activities.GetAccessibleAsync(request.ActivityId, request.Caller.Required, cancellationToken);
        var file = await db.Files.FirstOrDefaultAsync(f => f.ActivityId == request.ActivityId && f.Name == request.Name, cancellationToken)
            ?? throw new NotFoundException("file", request.Name);

        request.Precondition.ThrowUnlessMet(file);
        db.Files.Remove(file);
        removed.ContentIds.Add(file.Content.Id);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new FileDeleted(file.ActivityId, file.Name, request.Caller, clock.GetUtcNow()), cancellationToken);
        return Unit.Value;
    }
}

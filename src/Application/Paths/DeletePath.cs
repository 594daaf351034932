using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Paths;

/// <summary>A user deletes their path on a board.</summary>
public sealed record DeletePath(long BoardId, Precondition? Precondition, Caller Caller) : ICommand<Unit>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Board(BoardId).Shared];
}

internal sealed class DeletePathHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock) : IRequestHandler<DeletePath, Unit>
{
    public async Task<Unit> Handle(DeletePath request, CancellationToken cancellationToken)
    {
        var (path, board) = await db.FindPathAsync(request.BoardId, request.Caller.Required, cancellationToken);
        request.Precondition.ThrowUnlessMet(path);

        db.Paths.Remove(path);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(
            new PathDeleted(path.Id, board.Id, board.Name, path.Revision, request.Caller, clock.GetUtcNow()), cancellationToken);

        return Unit.Value;
    }
}

using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Paths;

/// <summary>A user deletes their path on a board.</summary>
public sealed record DeletePath(long BoardId, Caller Caller) : ICommand<Unit>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Board(BoardId).Shared];
}

internal sealed class DeletePathHandler(IDotsDbContext db, IMediator mediator) : IRequestHandler<DeletePath, Unit>
{
    public async Task<Unit> Handle(DeletePath request, CancellationToken cancellationToken)
    {
        var (path, board) = await db.FindPathAsync(request.BoardId, request.Caller.Required, cancellationToken);

        db.Paths.Remove(path);
        await db.SaveChangesAsync(cancellationToken);
        await mediator.Publish(new PathDeleted(path.Id, board.Id, board.Name, path.Username), cancellationToken);

        return Unit.Value;
    }
}

using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Domain.Boards;
using MediatR;

namespace Dots.Application.Boards;

/// <summary>Gives a fresh installation something to play: the <see cref="StarterBoards"/>, by an account nobody can sign in to.</summary>
/// <returns>How many were put up; none where there is an account already.</returns>
public sealed record SeedStarterBoards : ICommand<int>
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Installation];
}

internal sealed class SeedStarterBoardsHandler(IDotsDbContext db, IAccounts accounts, IMediator mediator, TimeProvider clock)
    : IRequestHandler<SeedStarterBoards, int>
{
    public async Task<int> Handle(SeedStarterBoards request, CancellationToken cancellationToken)
    {
        if (await accounts.TryCreateFirstAsync(StarterBoards.Creator, cancellationToken) is not { } creator)
        {
            return 0;
        }

        // The smallest last: the gallery shows the newest first, and a newcomer should meet the easiest.
        foreach (var (name, grid) in StarterBoards.All.Reverse())
        {
            var board = Board.Create(name, grid, BoardRule.AllCells, creator.Id, creator.Username, clock.GetUtcNow());
            db.Boards.Add(board);
            await db.SaveChangesAsync(cancellationToken);
            await mediator.Publish(new BoardCreated(board.Id, board.Name, board.CreatorUsername), cancellationToken);
        }

        return StarterBoards.All.Count;
    }
}

using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Domain.Boards;
using MediatR;

namespace Dots.Application.Boards;

/// <summary>Creates the <see cref="StarterBoards"/> on a fresh installation, owned by an account to which nobody can sign in.</summary>
/// <returns>The number of boards created; 0 where there is an account already.</returns>
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

        // The smallest board last, because the gallery shows the newest first and a newcomer should see the easiest.
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

using Dots.Application.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Data;

/// <summary>
/// Folds the names whose folded form a migration has set to null, because SQL cannot fold them. Safe to interrupt: the next start goes on.
/// </summary>
internal sealed partial class UnfoldedNames(DotsDbContext db, ILogger<UnfoldedNames> logger)
{
    private const int BatchSize = 500;

    public async Task FoldAsync(CancellationToken cancellationToken)
    {
        await FoldBoardsAsync(cancellationToken);
        await FoldActivitiesAsync(cancellationToken);
        await FoldAccountsAsync(cancellationToken);
    }

    private Task FoldBoardsAsync(CancellationToken cancellationToken) => ForEachBatchAsync(
        () => db.Boards
            .Where(board => EF.Property<string?>(board, NameFolding.ColumnOfBoardName) == null)
            .Select(board => new Named { Id = board.Id, Name = board.Name }),
        row => db.Boards.Where(board => board.Id == row.Id).ExecuteUpdateAsync(
            set => set.SetProperty(board => EF.Property<string?>(board, NameFolding.ColumnOfBoardName), NameFolding.Fold(row.Name)), cancellationToken),
        cancellationToken);

    private Task FoldActivitiesAsync(CancellationToken cancellationToken) => ForEachBatchAsync(
        () => db.Activities.IgnoreQueryFilters()
            .Where(activity => EF.Property<string?>(activity, NameFolding.ColumnOfActivityName) == null)
            .Select(activity => new Named { Id = activity.Number, Name = activity.Name }),
        row => db.Activities.IgnoreQueryFilters().Where(activity => activity.Number == row.Id).ExecuteUpdateAsync(
            set => set.SetProperty(activity => EF.Property<string?>(activity, NameFolding.ColumnOfActivityName), NameFolding.Fold(row.Name)),
            cancellationToken),
        cancellationToken);

    private Task FoldAccountsAsync(CancellationToken cancellationToken) => ForEachBatchAsync(
        () => db.Users.Where(account => account.NormalizedUserName == null).Select(account => new Named { Id = account.Id, Name = account.UserName! }),
        async row =>
        {
            var folded = NameFolding.Fold(row.Name);
            if (await db.Users.AnyAsync(account => account.NormalizedUserName == folded, cancellationToken))
            {
                LogDuplicate(logger, row.Name);

                // Unique, and no name that anybody could send.
                folded = $"={row.Id}";
            }

            await db.Users.Where(account => account.Id == row.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(account => account.NormalizedUserName, folded), cancellationToken);
        },
        cancellationToken);

    private async Task ForEachBatchAsync(Func<IQueryable<Named>> unfolded, Func<Named, Task> foldAsync, CancellationToken cancellationToken)
    {
        while (await unfolded().OrderBy(row => row.Id).Take(BatchSize).ToListAsync(cancellationToken) is { Count: > 0 } batch)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            foreach (var row in batch)
            {
                await foldAsync(row);
            }

            await transaction.CommitAsync(cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message =
        "The account {Username} cannot sign in any more: another account has a name that differs from it only in letter case or in how its letters are encoded.")]
    private static partial void LogDuplicate(ILogger logger, string username);

    private sealed class Named
    {
        public required long Id { get; init; }

        public required string Name { get; init; }
    }
}

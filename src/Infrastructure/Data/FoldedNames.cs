using Dots.Application.Common;
using Dots.Domain.Activities;
using Dots.Domain.Boards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dots.Infrastructure.Data;

/// <summary>Stores the folded form of each name for searches, whenever an entity with a name is saved.</summary>
internal sealed class FoldedNames : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        foreach (var entry in eventData.Context!.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified))
            {
                continue;
            }

            switch (entry.Entity)
            {
                case Board board:
                    entry.Property(NameFolding.ColumnOfBoardName).CurrentValue = NameFolding.Fold(board.Name);
                    break;
                case Activity activity:
                    entry.Property(NameFolding.ColumnOfActivityName).CurrentValue = NameFolding.Fold(activity.Name);
                    break;
            }
        }

        return ValueTask.FromResult(result);
    }
}

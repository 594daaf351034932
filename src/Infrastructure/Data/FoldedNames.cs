using Dots.Application.Common;
using Dots.Domain.Boards;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dots.Infrastructure.Data;

/// <summary>Keeps the folded form of a board's name beside the name, whoever saves it.</summary>
internal sealed class FoldedNames : SaveChangesInterceptor
{
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        foreach (var entry in eventData.Context!.ChangeTracker.Entries<Board>())
        {
            if (entry.State is EntityState.Added or EntityState.Modified)
            {
                entry.Property(SearchText.ColumnOfBoardName).CurrentValue = SearchText.Fold(entry.Entity.Name);
            }
        }

        return ValueTask.FromResult(result);
    }
}

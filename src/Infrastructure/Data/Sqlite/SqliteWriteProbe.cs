using Dots.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace Dots.Infrastructure.Data.Sqlite;

/// <inheritdoc cref="IWriteProbe"/>
internal sealed class SqliteWriteProbe(DotsDbContext db, IWriteTransaction transaction) : IWriteProbe
{
    /// <summary>How long the probe waits for its turn. A write that waits longer and then fails reports that itself.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            // Dots does not use this number. SQLite writes the page that holds it even if it stays the same, whereas an UPDATE that changes
            // nothing would not reach the disk.
            await transaction.RunAsync(() => db.Database.ExecuteSqlRawAsync("PRAGMA user_version=0", timeout.Token), timeout.Token);
            return null;
        }
        catch (OverloadedException refused)
        {
            return refused.InnerException is null ? null : refused.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}

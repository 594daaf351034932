using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Dots.Infrastructure.Data;

/// <summary>Compares the migrations that a database has with those of this version.</summary>
internal static class SchemaHistory
{
    // Their successor, which has the id of the sixth, creates the same schema.
    private static readonly string[] Replaced =
    [
        "20261121214032_Initial",
        "20261121221952_Activities",
        "20261121224109_Presence",
        "20261121225935_Files",
        "20261122001908_EventUndo",
    ];

    /// <returns>Whether migrations have to be applied.</returns>
    /// <exception cref="SchemaException">The database has migrations that this version does not know.</exception>
    public static async Task<bool> NeedsMigrationAsync(DatabaseFacade database, CancellationToken cancellationToken)
    {
        var known = database.GetMigrations().ToList();
        var applied = (await database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var unknown = applied.Except(known).Except(Replaced).ToList();

        // The ids begin with the time at which the migration was written.
        if (unknown.Find(id => string.CompareOrdinal(id, known[^1]) > 0) is { } newer)
        {
            throw new SchemaException($"a newer version of Dots has migrated it ({newer}); start that version, or restore a backup from before the upgrade");
        }

        if (unknown.Count > 0)
        {
            throw new SchemaException(
                $"it was created by a development version of Dots that was never released ({unknown[0]}), from which there is no upgrade; "
                + "start with a new database");
        }

        return known.Except(applied).Any();
    }
}

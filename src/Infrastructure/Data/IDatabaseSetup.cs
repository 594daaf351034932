namespace Dots.Infrastructure.Data;

/// <summary>Migrates a database to the schema that this version expects, creating it if it is missing.</summary>
internal interface IDatabaseSetup
{
    /// <summary>Safe to call from several processes at the same time, and after a process was killed while it migrated.</summary>
    /// <exception cref="System.Data.Common.DbException">The database cannot be reached or changed.</exception>
    /// <exception cref="SchemaException">Another version has migrated the database, or another server took too long to.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);
}

namespace Dots.Infrastructure.Data;

/// <summary>Migrates a database to the schema that this version expects, creating it if it is missing.</summary>
internal interface IDatabaseSetup
{
    /// <summary>Safe to call from several processes at the same time, if the database supports several.</summary>
    /// <exception cref="System.Data.Common.DbException">The database cannot be reached or changed.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);
}

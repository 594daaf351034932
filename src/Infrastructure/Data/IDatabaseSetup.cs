namespace Dots.Infrastructure.Data;

/// <summary>Brings a database to the schema that this version expects.</summary>
internal interface IDatabaseSetup
{
    /// <summary>Safe where several processes do it at the same time, as far as the database is for several.</summary>
    /// <exception cref="System.Data.Common.DbException">The database cannot be reached or changed.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);
}

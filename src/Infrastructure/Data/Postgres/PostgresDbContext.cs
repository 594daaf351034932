using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Dots.Infrastructure.Data.Postgres;

/// <summary>The same model on PostgreSQL. A separate type, because Entity Framework keeps migrations per type of context.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : DotsDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // Compares text byte by byte, as SQLite does, instead of by the database's default collation.
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // The property is an int, but the column a bigint.
        builder.Entity<DataProtectionKey>().Property(key => key.Id).HasConversion<long>();
    }
}

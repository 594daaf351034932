using Dots.Domain.Activities;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Dots.Infrastructure.Data.Postgres;

/// <summary>The same model on PostgreSQL: a type of its own, so that it has migrations of its own.</summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : DotsDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);

        // Text is compared byte by byte, as SQLite does, and not by the rules of whatever language the database was created with.
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);

        // The library's class has an int, the table a bigint.
        builder.Entity<DataProtectionKey>().Property(key => key.Id).HasConversion<long>();

        // A name comes from a document and may be long; an ordered index takes no more than about 2,700 bytes.
        builder.Entity<Activity>().HasIndex(activity => activity.Name).HasMethod("hash");
    }
}

// Scaffolds the next migration of the model, for each kind of database: see Migrations.csproj.
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design.Internal;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.DependencyInjection;

#pragma warning disable EF1001 // The design-time services have no public entry point.

if (args is not [var name])
{
    await Console.Error.WriteLineAsync("Say how the migration is to be called.");
    return 1;
}

var infrastructure = System.IO.Path.GetFullPath(System.IO.Path.Combine(System.IO.Directory.GetCurrentDirectory(), "../../src/Infrastructure"));

// Neither is connected to.
using var sqlite = new DotsDbContext(new DbContextOptionsBuilder<DotsDbContext>().UseSqlite("Data Source=:memory:").Options);
using var postgres = new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql("Host=localhost").Options);
Scaffold(sqlite, "Sqlite");
Scaffold(postgres, "Postgres");
return 0;

void Scaffold(DotsDbContext db, string database)
{
    var reporter = new OperationReporter(handler: null);
    var services = new DesignTimeServicesBuilder(typeof(DotsDbContext).Assembly, typeof(Program).Assembly, reporter, []).Build(db);
    using var scope = services.CreateScope();
    var scaffolder = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>();
    var migration = scaffolder.ScaffoldMigration(name, "Dots.Infrastructure", $"Data.Migrations.{database}");
    scaffolder.Save(infrastructure, migration, System.IO.Path.Combine(infrastructure, "Data", "Migrations", database), dryRun: false);
}

// Scaffolds the next migration of the model: see Migrations.csproj.
using Dots.Infrastructure.Data;
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
var options = new DbContextOptionsBuilder<DotsDbContext>().UseSqlite("Data Source=:memory:").Options;
using var db = new DotsDbContext(options);
var reporter = new OperationReporter(handler: null);
var services = new DesignTimeServicesBuilder(typeof(DotsDbContext).Assembly, typeof(Program).Assembly, reporter, []).Build(db);
using var scope = services.CreateScope();
var scaffolder = scope.ServiceProvider.GetRequiredService<IMigrationsScaffolder>();
var migration = scaffolder.ScaffoldMigration(name, "Dots.Infrastructure", "Data.Migrations.Sqlite");
scaffolder.Save(infrastructure, migration, System.IO.Path.Combine(infrastructure, "Data", "Migrations", "Sqlite"), dryRun: false);
return 0;

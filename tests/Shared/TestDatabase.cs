using Dots.Infrastructure;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Tests.Shared;

/// <summary>
/// A database file of its own, as the product's migrations make it, with three accounts in it. The folder is gone after the test.
/// </summary>
internal sealed class TestDatabase : IDisposable
{
    public const long Ada = 1;
    public const long Bob = 2;
    public const long Eve = 3;

    // Migrating takes longer than most tests; all but the first get a copy.
    private static readonly Lazy<byte[]> Template = new(() => MakeTemplateAsync().GetAwaiter().GetResult());

    private TestDatabase(string folder)
    {
        Folder = folder;
        File = System.IO.Path.Combine(folder, "dots.db");
        ConnectionString = SqliteConnections.Complete($"Data Source={File}", folder);
    }

    public string Folder { get; }

    public string File { get; }

    public string ConnectionString { get; }

    public static TestDatabase Create()
    {
        var database = CreateEmpty();
        System.IO.File.WriteAllBytes(database.File, Template.Value);
        return database;
    }

    /// <summary>A folder without a file in it.</summary>
    public static TestDatabase CreateEmpty() => new(System.IO.Directory.CreateTempSubdirectory("dots-test-").FullName);

    /// <summary>A connection that the product knows nothing of.</summary>
    public SqliteConnection Open(int timeoutSeconds = 30)
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=False;Default Timeout={timeoutSeconds}");
        connection.Open();
        return connection;
    }

    public long Count(string table)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        using (var pooled = new SqliteConnection(ConnectionString))
        {
            SqliteConnection.ClearPool(pooled);
        }

        System.IO.Directory.Delete(Folder, recursive: true);
    }

    private static async Task<byte[]> MakeTemplateAsync()
    {
        using var database = CreateEmpty();
        await using (var services = new ServiceCollection().AddLogging().AddInfrastructure(database.ConnectionString).BuildServiceProvider())
        {
            await services.MigrateDotsAsync(CancellationToken.None);
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
            foreach (var name in new[] { "ada", "bob", "eve" })
            {
                // One by one, for the ids that the constants promise.
                db.Users.Add(new Account { UserName = name, NormalizedUserName = name.ToUpperInvariant() });
                await db.SaveChangesAsync();
            }
        }

        using (var connection = database.Open())
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }

        return await System.IO.File.ReadAllBytesAsync(database.File);
    }
}

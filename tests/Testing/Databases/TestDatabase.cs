using System.Data.Common;
using Dots.Application.Common;
using Dots.Infrastructure;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Entities;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Dots.Testing.Databases;

/// <summary>
/// A database of a test's own, with a folder beside it. Both are deleted after the test. It is SQLite's, or PostgreSQL's where the environment
/// variable <c>DOTS_TEST_DATABASE</c> says <c>Postgres</c>.
/// </summary>
public sealed class TestDatabase : IDisposable
{
    public const long Ada = 1;
    public const long Bob = 2;
    public const long Eve = 3;

    /// <summary>What the tests run on, unless they are about one kind of database.</summary>
    public static readonly DatabaseProvider Chosen =
        Enum.TryParse<DatabaseProvider>(Environment.GetEnvironmentVariable("DOTS_TEST_DATABASE"), ignoreCase: true, out var provider)
            ? provider
            : DatabaseProvider.Sqlite;

    // Migrating takes longer than most tests; all but the first get a copy.
    private static readonly Lazy<byte[]> SqliteTemplate = new(() => MakeSqliteTemplate(withAccounts: false));
    private static readonly Lazy<byte[]> SqliteTemplateWithAccounts = new(() => MakeSqliteTemplate(withAccounts: true));
    private static readonly Lazy<string> PostgresTemplate = new(() => MakePostgresTemplate("migrated", withAccounts: false));
    private static readonly Lazy<string> PostgresTemplateWithAccounts = new(() => MakePostgresTemplate("accounts", withAccounts: true));

    private static int _count;

    private readonly PostgresServer? _server;
    private readonly string? _name;

    private TestDatabase(DatabaseProvider provider, string? template, PostgresServer? server = null)
    {
        Provider = provider;
        Folder = System.IO.Directory.CreateTempSubdirectory("dots-test-").FullName;
        File = System.IO.Path.Combine(Folder, "dots.db");
        var connectionString = $"Data Source={File}";
        if (provider == DatabaseProvider.Postgres)
        {
            _name = $"test_{Interlocked.Increment(ref _count)}";
            _server = server ?? PostgresServer.Shared;
            _server.CreateDatabase(_name, template);
            connectionString = _server.ConnectionStringOf(_name);
        }

        ConnectionString = DatabaseAddress.Complete(provider, connectionString, Folder);
    }

    public DatabaseProvider Provider { get; }

    public string Folder { get; }

    /// <summary>SQLite's.</summary>
    public string File { get; }

    public string ConnectionString { get; }

    /// <summary>What a server is to be told to use it.</summary>
    public IReadOnlyList<string> Settings => [$"Database:Provider={Provider}", $"ConnectionStrings:Dots={ConnectionString}"];

    /// <summary>As the product's migrations make it, with three accounts in it.</summary>
    public static TestDatabase Create() => Create(Chosen);

    /// <inheritdoc cref="Create()"/>
    public static TestDatabase Create(DatabaseProvider provider)
    {
        return provider == DatabaseProvider.Postgres
            ? new TestDatabase(provider, PostgresTemplateWithAccounts.Value)
            : CopyOf(SqliteTemplateWithAccounts.Value);
    }

    /// <summary>For a server that starts for the first time: the schema without a row, so that the server need not migrate.</summary>
    public static TestDatabase CreateForServer() => CreateForServer(Chosen);

    /// <inheritdoc cref="CreateForServer()"/>
    public static TestDatabase CreateForServer(DatabaseProvider provider) =>
        provider == DatabaseProvider.Postgres ? new TestDatabase(provider, PostgresTemplate.Value) : CopyOf(SqliteTemplate.Value);

    /// <summary>Without a table, on a server of the test's own.</summary>
    public static TestDatabase CreateEmpty(PostgresServer server) => new(DatabaseProvider.Postgres, null, server);

    /// <summary>Without a file in the folder, or a database without a table.</summary>
    public static TestDatabase CreateEmpty(DatabaseProvider provider) => new(provider, null);

    /// <summary>A connection that the product knows nothing of.</summary>
    public DbConnection Open()
    {
        DbConnection connection = Provider == DatabaseProvider.Postgres
            ? new NpgsqlConnection($"{ConnectionString};Pooling=False")
            : new SqliteConnection($"Data Source={File};Pooling=False;Default Timeout=30");
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

    public void Execute(string statement)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        if (_name is not null)
        {
            _server!.DropDatabase(_name);
        }
        else
        {
            using var pooled = new SqliteConnection(ConnectionString);
            SqliteConnection.ClearPool(pooled);
        }

        try
        {
            System.IO.Directory.Delete(Folder, recursive: true);
        }
        catch (System.IO.IOException)
        {
            // A process that is just ending may still write there; the system empties its folder for temporary files.
        }
    }

    private static TestDatabase CopyOf(byte[] template)
    {
        var database = new TestDatabase(DatabaseProvider.Sqlite, null);
        System.IO.File.WriteAllBytes(database.File, template);
        return database;
    }

    private static byte[] MakeSqliteTemplate(bool withAccounts)
    {
        using var database = CreateEmpty(DatabaseProvider.Sqlite);
        FillAsync(database, withAccounts).GetAwaiter().GetResult();
        database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        return System.IO.File.ReadAllBytes(database.File);
    }

    private static string MakePostgresTemplate(string name, bool withAccounts)
    {
        using var database = CreateEmpty(DatabaseProvider.Postgres);
        FillAsync(database, withAccounts).GetAwaiter().GetResult();
        PostgresServer.Shared.CreateDatabase(name, database._name);
        return name;
    }

    private static async Task FillAsync(TestDatabase database, bool withAccounts)
    {
        await using var services = new ServiceCollection()
            .AddLogging().AddInfrastructure(database.Provider, database.ConnectionString).BuildServiceProvider();
        await services.MigrateDotsAsync(CancellationToken.None);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
        foreach (var name in withAccounts ? new[] { "ada", "bob", "eve" } : [])
        {
            // One by one, for the ids that the constants promise.
            db.Users.Add(new Account { UserName = name, NormalizedUserName = NameFolding.Fold(name) });
            await db.SaveChangesAsync();
        }
    }
}

using System.Data.Common;
using BenchmarkDotNet.Attributes;
using Dots.Application.Events;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Sqlite;
using Dots.Infrastructure.Events;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Dots.Benchmarks;

/// <summary>The durable log: a commit, and one page of a replay.</summary>
public class EventLogBenchmarks
{
    private static readonly PageLimit ReplayPage = new(Events: 128, Bytes: 256 * 1024);

    private static readonly string[] TwoChannels = [Channels.Notifications, Channels.Alerts];

    private string _folder = null!;
    private DbDataSource _database = null!;
    private DbConnection _connection = null!;
    private EventLog _log = null!;

    [Params(10_000)]
    public int Events { get; set; }

    [GlobalSetup]
    public async Task FillAsync()
    {
        _folder = System.IO.Directory.CreateTempSubdirectory("dots-benchmarks").FullName;
        var connectionString = $"Data Source={System.IO.Path.Combine(_folder, "dots.db")}";
        await using (var db = new DotsDbContext(new DbContextOptionsBuilder<DotsDbContext>().UseSqlite(connectionString).Options))
        {
            await db.Database.MigrateAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL");
        }

        _database = SqliteFactory.Instance.CreateDataSource(connectionString);
        _log = new EventLog(_database, new SqliteEventPages());
        _connection = await _database.OpenConnectionAsync();
        await using (var pragma = _connection.CreateCommand())
        {
            pragma.CommandText = "PRAGMA synchronous=FULL";
            await pragma.ExecuteNonQueryAsync();
        }

        await AppendAsync(Events);
    }

    [GlobalCleanup]
    public async Task RemoveAsync()
    {
        await _connection.DisposeAsync();
        await _database.DisposeAsync();
        SqliteConnection.ClearAllPools();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A transaction with one event, synced to disk when it returns.</summary>
    [Benchmark]
    public Task CommitOneEvent() => AppendAsync(1);

    [Benchmark]
    public async Task<int> ReadAPageInTheMiddle() =>
        (await _log.ReadAsync(TwoChannels, Events / 2, ReplayPage, CancellationToken.None)).Events.Count;

    private async Task AppendAsync(int events)
    {
        await using var transaction = await _connection.BeginTransactionAsync();
        for (var i = 0; i < events; i++)
        {
            var appended = new NewEvent(Channels.Notifications, "newBoard", Sample.Payload, HiddenFrom: null, Undo: null);
            await SqliteEventInsert.RunAsync(transaction, appended, DateTimeOffset.UnixEpoch, CancellationToken.None);
        }

        await transaction.CommitAsync();
    }
}

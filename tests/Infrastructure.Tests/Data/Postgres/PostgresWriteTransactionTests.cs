using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Tests.Data.Postgres;

public sealed class PostgresWriteTransactionTests : IAsyncLifetime
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);
    private static readonly LockKey A = new("a");
    private static readonly LockKey B = new("b");

    private readonly TestDatabase _database = TestDatabase.Create(DatabaseProvider.Postgres);
    private readonly Node _node;
    private int _runs;

    public PostgresWriteTransactionTests() => _node = new Node(_database);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _database.Dispose();
    }

    [PostgresFact]
    public async Task Run_RunsConcurrently_WhenNoLockKeyIsShared()
    {
        await AssertConcurrentAsync([A], [B]);
        await AssertConcurrentAsync([A.Shared], [A.Shared]);
        await AssertConcurrentAsync([], []);
    }

    [PostgresFact]
    public async Task Run_WaitsForTheOther_WhenALockKeyIsShared()
    {
        await AssertExclusiveAsync([A], [A]);
        await AssertExclusiveAsync([A.Shared], [A]);
        await AssertExclusiveAsync([A], [B, A.Shared]);
    }

    [PostgresFact]
    public async Task Run_SeesTheOthersCommit_WhenItHadToWait()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => _node.RunAsync(CountAsync, i % 2 == 0 ? [A, B] : [B, A]))));

        _runs.Should().Be(50, "nothing had to be begun anew, in whatever order the keys were named");
        (await _node.InScopeAsync<DotsDbContext, int>(db => db.Registrations.Select(r => r.Count).SingleAsync())).Should().Be(50);
    }

    [PostgresFact]
    public async Task Run_Retries_WhenAnotherInsertedTheSameKeyFirst()
    {
        var meeting = new Barrier(2);

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => _node.RunAsync(scope => CountAsync(scope, meeting), LockKey.None))))
            .WaitAsync(Generous);

        _runs.Should().Be(3);
        (await _node.InScopeAsync<DotsDbContext, int>(db => db.Registrations.Select(r => r.Count).SingleAsync())).Should().Be(2);
        _database.Count("events").Should().Be(2, "what was rolled back has appended nothing");
    }

    [PostgresFact]
    public async Task Run_Retries_WhenTheDatabaseResolvesADeadlock()
    {
        var meeting = new Barrier(2);
        long[][] orders = [[TestDatabase.Ada, TestDatabase.Bob], [TestDatabase.Bob, TestDatabase.Ada]];

        await Task.WhenAll(orders.Select(users => Task.Run(() => _node.RunAsync(
            async scope =>
            {
                var db = scope.GetRequiredService<DotsDbContext>();
                await TouchAsync(db, users[0]);
                if (Interlocked.Increment(ref _runs) <= 2)
                {
                    meeting.SignalAndWait(Generous);
                }

                await TouchAsync(db, users[1]);
                await Node.BroadcastAsync(scope, "{}");
            },
            LockKey.None)))).WaitAsync(Generous);

        _runs.Should().Be(3);
        _database.Count("events").Should().Be(2);
    }

    [PostgresFact]
    public async Task Run_GivesUp_WhenEveryRetryConflicts()
    {
        var run = () => _node.RunAsync(
            _ =>
            {
                _runs++;
                throw new DbUpdateConcurrencyException("again");
            },
            LockKey.None);

        await run.Should().ThrowAsync<DbUpdateConcurrencyException>().WithMessage("again");
        _runs.Should().Be(6);
    }

    [PostgresFact]
    public async Task Run_ReportsThatNothingChanged_WhenTheDatabaseFails()
    {
        foreach (var (state, expected) in new[]
        {
            ("53100", "The disk is full; nothing was changed."),
            ("25006", "The database cannot be written to; nothing was changed."),
            ("53300", "The database is overloaded; nothing was changed. Try again."),
            ("40001", "Too many requests are changing the same data; nothing was changed. Try again."),
        })
        {
            OnAppend($"RAISE EXCEPTION 'no' USING ERRCODE = '{state}';");

            var run = () => _node.RunAsync(CountAsync, LockKey.None);

            await run.Should().ThrowAsync<OverloadedException>().WithMessage(expected);
            (_database.Count("events"), _database.Count("registrations")).Should().Be((0, 0));
        }

        _database.Execute("DROP TRIGGER on_append ON events");
        await _node.RunAsync(CountAsync, LockKey.None);
        _database.Count("events").Should().Be(1);
    }

    [PostgresFact]
    public async Task Run_ReportsAnUnknownOutcome_WhenTheConnectionBreaksDuringTheCommit()
    {
        OnAppend("PERFORM pg_terminate_backend(pg_backend_pid());");

        var run = () => _node.RunAsync(CountAsync, LockKey.None);

        await run.Should().ThrowAsync<OverloadedException>().WithMessage("*may have been saved or not*");
        _database.Execute("DROP TRIGGER on_append ON events");
        await _node.RunAsync(CountAsync, LockKey.None);
        _database.Count("events").Should().Be(1, "a broken connection is replaced");
    }

    [PostgresFact]
    public async Task Run_TimesOut_WhenALockKeyIsNotReleased()
    {
        await using var hasty = new Node(
            _database, services => services.Configure<DatabaseOptions>(options => options.WriteTimeout = TimeSpan.FromMilliseconds(1)));
        await using var other = _database.Open();
        await using var command = other.CreateCommand();
        command.CommandText = "SELECT pg_advisory_lock(hashtextextended('a', 0))";
        await command.ExecuteNonQueryAsync();

        var run = () => hasty.RunAsync(CountAsync, [A]);

        await run.Should().ThrowAsync<OverloadedException>().WithMessage("*nothing was changed*");
        _runs.Should().Be(0);
    }

    // Increments a row's counter, and inserts the row if it is missing.
    private Task CountAsync(IServiceProvider scope) => CountAsync(scope, null);

    private async Task CountAsync(IServiceProvider scope, Barrier? meeting)
    {
        var run = Interlocked.Increment(ref _runs);
        var db = scope.GetRequiredService<DotsDbContext>();
        var row = await db.Registrations.FirstOrDefaultAsync();
        if (run <= 2)
        {
            meeting?.SignalAndWait(Generous);
        }

        if (row is null)
        {
            row = new Registrations { Address = "here" };
            db.Registrations.Add(row);
        }

        row.Count++;
        await db.SaveChangesAsync();
        await Node.BroadcastAsync(scope, "{}");
    }

    private async Task AssertConcurrentAsync(IReadOnlyList<LockKey> first, IReadOnlyList<LockKey> second)
    {
        var meeting = new Barrier(2);
        Task Meet(IReadOnlyList<LockKey> keys) => Task.Run(() => _node.RunAsync(
            _ => Task.FromResult(meeting.SignalAndWait(Generous).Should().BeTrue("both are under way")), keys));

        await Task.WhenAll(Meet(first), Meet(second));
    }

    private async Task AssertExclusiveAsync(IReadOnlyList<LockKey> first, IReadOnlyList<LockKey> second)
    {
        var isFirstInside = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var releaseFirst = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isSecondInside = false;
        var running = _node.RunAsync(
            async _ =>
            {
                isFirstInside.SetResult();
                await releaseFirst.Task;
            },
            first);
        await isFirstInside.Task.WaitAsync(Generous);
        var waiting = _node.RunAsync(
            _ =>
            {
                Volatile.Write(ref isSecondInside, true);
                return Task.CompletedTask;
            },
            second);

        while (_database.Count("pg_locks WHERE locktype = 'advisory' AND NOT granted") == 0 && !waiting.IsCompleted)
        {
            await Task.Yield();
        }

        Volatile.Read(ref isSecondInside).Should().BeFalse();
        releaseFirst.SetResult();
        await Task.WhenAll(running, waiting).WaitAsync(Generous);
    }

    private static Task<int> TouchAsync(DotsDbContext db, long userId) =>
        db.Users.Where(user => user.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(user => user.AccessFailedCount, 1));

    // A deferred trigger runs as late as possible before the commit becomes visible.
    private void OnAppend(string statement) => _database.Execute(
        $"""
        CREATE OR REPLACE FUNCTION on_append() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement} RETURN NULL; END $$;
        DROP TRIGGER IF EXISTS on_append ON events;
        CREATE CONSTRAINT TRIGGER on_append AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION on_append();
        """);
}

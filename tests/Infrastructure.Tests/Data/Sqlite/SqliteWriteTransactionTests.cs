using System.Text;
using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Sqlite;
using Dots.Infrastructure.Events;
using MediatR;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Tests.Data.Sqlite;

[SqliteOnly]
public sealed class SqliteWriteTransactionTests : IAsyncLifetime
{
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(30);
    private static readonly CreateBoard SomeBoard = new("Corners", 1, 3, [new(0, 0, "#FF0000"), new(0, 2, "#FF0000")], null, Node.Ada);

    private readonly TestDatabase _database = TestDatabase.Create(DatabaseProvider.Sqlite);
    private readonly Node _node;

    public SqliteWriteTransactionTests() => _node = new Node(_database);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Run_DoesNothing_WhenTheCallerCancelsWhileWaiting()
    {
        using var caller = new CancellationTokenSource();
        var turn = await _node.Get<WriteQueue>().WaitForTurnAsync(Generous, default);
        var run = RunAsync(scope => Node.BroadcastAsync(scope, "x"), caller.Token);

        await caller.CancelAsync();

        await run.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        turn!.Dispose();
        await RunAsync(scope => Node.BroadcastAsync(scope, "y"));
        Visible().Should().Be((0, 1), "the turn of the one who left goes to the next");
    }

    [Fact]
    public async Task Run_ServesWritersInArrivalOrder_WhenFiftyWriteConcurrently()
    {
        var turn = await _node.Get<WriteQueue>().WaitForTurnAsync(Generous, default);
        var runs = Enumerable.Range(1, 50).Select(i => RunAsync(scope => Node.BroadcastAsync(scope, $"{i}"))).ToList();

        turn!.Dispose();
        await Task.WhenAll(runs).WaitAsync(Generous);

        var events = (await _node.Get<EventLog>().ReadAllChannelsAsync(0, new(100, int.MaxValue), default)).Events;
        events.Select(e => Encoding.UTF8.GetString(e.Payload.Span)).Should().Equal(Enumerable.Range(1, 50).Select(i => $"{i}"));
        events.Select(e => e.Id).Should().Equal(Enumerable.Range(1, 50).Select(i => (long)i));
    }

    [Fact]
    public async Task Run_WaitsAndContinues_WhenAnotherProcessHoldsTheLockBriefly()
    {
        await using var other = _database.Open();
        var locked = other.BeginTransaction();

        // On a separate thread, because waiting for the lock blocks the thread.
        var run = Task.Run(() => RunAsync(scope => Node.BroadcastAsync(scope, "x")));
        run.IsCompleted.Should().BeFalse();
        await locked.DisposeAsync();

        await run.WaitAsync(Generous);
        Visible().Should().Be((0, 1));
    }

    [Fact]
    public async Task Run_TimesOutWithoutChanges_WhenAnotherProcessHoldsTheLockForTooLong()
    {
        await using var hasty = new Node(
            _database, services => services.Configure<DatabaseOptions>(options => options.WriteTimeout = TimeSpan.FromMilliseconds(1)));
        await using var other = _database.Open();
        await using (other.BeginTransaction())
        {
            var run = () => hasty.AppendAsync("notifications", "x");

            await run.Should().ThrowAsync<OverloadedException>().WithMessage("*locked*nothing was changed*");
        }

        Visible().Should().Be((0, 0));
        await hasty.AppendAsync("notifications", "x");
        Visible().Should().Be((0, 1));
    }

    [Fact]
    public async Task Run_TimesOut_WhenTheWriteQueueIsBlocked()
    {
        await using var hasty = new Node(
            _database, services => services.Configure<DatabaseOptions>(options => options.WriteTimeout = TimeSpan.FromMilliseconds(1)));
        using var turn = await hasty.Get<WriteQueue>().WaitForTurnAsync(Generous, default);

        var run = () => hasty.AppendAsync("notifications", "x");

        await run.Should().ThrowAsync<OverloadedException>();
    }

    [Fact]
    public async Task Run_ReportsThatNothingChanged_WhenTheDiskIsFullForTheEvent()
    {
        await AssertFailsForLackOfSpaceAsync(scope => Node.BroadcastAsync(scope, new string('x', 1_000_000)));
    }

    [Fact]
    public async Task Run_ReportsThatNothingChanged_WhenTheDiskIsFullForTheRow()
    {
        await AssertFailsForLackOfSpaceAsync(async scope =>
        {
            var db = scope.GetRequiredService<DotsDbContext>();
            db.DataProtectionKeys.Add(new DataProtectionKey { Xml = new string('x', 1_000_000) });
            await db.SaveChangesAsync();
        });
    }

    private async Task AssertFailsForLackOfSpaceAsync(Func<IServiceProvider, Task> write)
    {
        var run = () => RunAsync(async scope =>
        {
            await scope.GetRequiredService<IMediator>().Send(SomeBoard);
            await LimitPagesAsync(scope, 100);
            await write(scope);
        });

        await run.Should().ThrowAsync<OverloadedException>().WithMessage("The disk is full; nothing was changed.");
        Visible().Should().Be((0, 0));

        await RunAsync(async scope =>
        {
            await LimitPagesAsync(scope, 1_000_000);
            await Node.BroadcastAsync(scope, "there is room again");
        });
        Visible().Should().Be((0, 1));
    }

    private static async Task LimitPagesAsync(IServiceProvider scope, int pages)
    {
        var transaction = scope.GetRequiredService<DotsDbContext>().Database.CurrentTransaction!.GetDbTransaction();
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"PRAGMA max_page_count = {pages}";
        await command.ExecuteScalarAsync();
    }

    private Task RunAsync(Func<IServiceProvider, Task> work, CancellationToken cancellationToken = default) =>
        _node.RunAsync(work, LockKey.None, cancellationToken);

    // As another connection sees it.
    private (long Boards, long Events) Visible() => (_database.Count("boards"), _database.Count("events"));
}

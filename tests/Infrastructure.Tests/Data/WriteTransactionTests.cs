using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Streaming;
using Dots.Testing.Servers;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Tests.Data;

public sealed class WriteTransactionTests : IAsyncLifetime
{
    private static readonly CreateBoard SomeBoard = new("Corners", 1, 3, [new(0, 0, "#FF0000"), new(0, 2, "#FF0000")], null, Node.Ada);

    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly FailingHandler _failing = new();
    private readonly LoggedErrors _log = new();
    private readonly Node _node;

    public WriteTransactionTests() =>
        _node = new Node(_database, services => services
            .AddSingleton<INotificationHandler<BoardCreated>>(_failing)
            .AddSingleton<ILoggerProvider>(_log));

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _log.Dispose();
        _database.Dispose();
    }

    [Fact]
    public async Task Run_MakesRowAndEventVisibleTogether_WhenItCommits()
    {
        await RunAsync(async scope =>
        {
            await scope.GetRequiredService<IMediator>().Send(SomeBoard);
            Visible().Should().Be((0, 0));
        });

        Visible().Should().Be((1, 1));
        _node.Get<WakeUp>().Latest.Should().Be(1);
    }

    [Fact]
    public async Task Run_LeavesNeitherRowNorEvent_WhenTheWorkThrows()
    {
        var run = () => RunAsync(async scope =>
        {
            await scope.GetRequiredService<IMediator>().Send(SomeBoard);
            throw new InvalidOperationException("at the end");
        });

        await run.Should().ThrowAsync<InvalidOperationException>().WithMessage("at the end");
        Visible().Should().Be((0, 0));
        _node.Get<WakeUp>().Latest.Should().Be(0);
    }

    [Fact]
    public async Task Run_LogsNoError_WhenTheClientAbortsBeforeASave()
    {
        using var aborted = new CancellationTokenSource();
        var run = () => RunAsync(async scope =>
        {
            var db = scope.GetRequiredService<DotsDbContext>();
            db.PresenceLeases.Add(new PresenceLease(Guid.NewGuid(), Guid.NewGuid(), TestDatabase.Ada, Guid.NewGuid(), DateTimeOffset.UtcNow));
            await aborted.CancelAsync();
            await db.SaveChangesAsync(aborted.Token);
        });

        await run.Should().ThrowAsync<OperationCanceledException>();

        // With a context from the pool.
        await run.Should().ThrowAsync<OperationCanceledException>();
        _log.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Send_LeavesNeitherRowNorEvent_WhenANotificationsHandlerThrowsAfterTheSave()
    {
        _failing.Failure = new InvalidOperationException("no");

        var send = () => _node.InScopeAsync<IMediator, BoardDto>(mediator => mediator.Send(SomeBoard));

        await send.Should().ThrowAsync<InvalidOperationException>().WithMessage("no");
        _failing.Seen.Should().Be(1);
        Visible().Should().Be((0, 0));
    }

    [Fact]
    public async Task Send_Succeeds_WhenAnEarlierCommandWasRolledBack()
    {
        _failing.Failure = new InvalidOperationException("no");
        var send = () => _node.InScopeAsync<IMediator, BoardDto>(mediator => mediator.Send(SomeBoard));
        await send.Should().ThrowAsync<InvalidOperationException>();
        _failing.Failure = null;

        await send();

        Visible().Should().Be((1, 1));
    }

    [Fact]
    public async Task Run_JoinsTheOuterTransaction_WhenCommandsAreNested()
    {
        var run = () => RunAsync(async scope =>
        {
            await scope.GetRequiredService<IWriteTransaction>().RunAsync(() => Node.BroadcastAsync(scope, "inner"), default);
            Visible().Should().Be((0, 0), "the inner one does not commit by itself");
            throw new InvalidOperationException("outer");
        });

        await run.Should().ThrowAsync<InvalidOperationException>().WithMessage("outer");
        Visible().Should().Be((0, 0));
    }

    [Fact]
    public async Task Broadcast_Throws_WhenNoTransactionIsOpen()
    {
        var broadcast = () => _node.InScopeAsync<IServiceProvider, int>(scope => Node.BroadcastAsync(scope, "x"));

        await broadcast.Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task Run_Commits_WhenTheCallerCancelsAfterTheWork()
    {
        using var caller = new CancellationTokenSource();

        await RunAsync(
            async scope =>
            {
                await Node.BroadcastAsync(scope, "x");
                await caller.CancelAsync();
            },
            caller.Token);

        Visible().Should().Be((0, 1));
    }

    private Task RunAsync(Func<IServiceProvider, Task> work, CancellationToken cancellationToken = default) =>
        _node.RunAsync(work, LockKey.None, cancellationToken);

    // As another connection sees it.
    private (long Boards, long Events) Visible() => (_database.Count("boards"), _database.Count("events"));

    private sealed class FailingHandler : INotificationHandler<BoardCreated>
    {
        public Exception? Failure { get; set; }

        public int Seen { get; private set; }

        public Task Handle(BoardCreated notification, CancellationToken cancellationToken)
        {
            Seen++;
            return Failure is null ? Task.CompletedTask : throw Failure;
        }
    }
}

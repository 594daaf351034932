using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Tests.Data;

public sealed class WriteTurnsTests : IDisposable
{
    private static readonly Caller Ada = new(new User(1, "ada"), null);
    private static readonly Caller Bob = new(new User(2, "bob"), null);

    private readonly WriteTurns _turns = new(Options.Create(new DatabaseOptions
    {
        MaxWritesPerUser = 2,
        MaxWaitingWritesPerUser = 3,
        MaxWrites = 4,
        MaxWaitingWrites = 1,
    }));

    public void Dispose() => _turns.Dispose();

    [Fact]
    public async Task Enter_WaitsInTheCallersOwnLine_WhichRefusesFurtherOnesAtOnce()
    {
        var first = await EnterAsync(Ada);
        await EnterAsync(Ada);
        var waiting = Enumerable.Range(0, 3).Select(_ => EnterAsync(Ada)).ToList();

        await FluentActions.Awaiting(() => EnterAsync(Ada)).Should().ThrowAsync<OverloadedException>();
        (await EnterAsync(Bob)).Dispose();
        waiting.Should().OnlyContain(turn => !turn.IsCompleted);

        first.Dispose();
        (await waiting[0]).Dispose();
        (await waiting[1]).Dispose();
        (await waiting[2]).Dispose();
    }

    [Fact]
    public async Task Enter_RefusesAtOnce_WhenTooManyUsersWait()
    {
        for (var user = 0; user < 4; user++)
        {
            await EnterAsync(new Caller(new User(user, ""), null));
        }

        var waiting = EnterAsync(new Caller(new User(4, ""), null));

        await FluentActions.Awaiting(() => EnterAsync(new Caller(new User(5, ""), null))).Should().ThrowAsync<OverloadedException>();
        waiting.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task Enter_WaitsForCommandsThatPrepareForTheSame_AndForNoOthers()
    {
        var first = await EnterAsync(Ada, new LockKey("activities/1"));
        var second = EnterAsync(Bob, new LockKey("activities/1"));
        (await EnterAsync(Ada, new LockKey("activities/2"))).Dispose();
        second.IsCompleted.Should().BeFalse();

        first.Dispose();

        (await second).Dispose();
    }

    [Fact]
    public async Task Enter_LeavesTheLine_WhenItIsCancelled()
    {
        await EnterAsync(Ada);
        var held = await EnterAsync(Ada, new LockKey("activities/1"));
        using var cancellation = new CancellationTokenSource();
        var cancelled = _turns.EnterAsync(Ada, null, cancellation.Token);
        var next = EnterAsync(Ada);

        await cancellation.CancelAsync();
        await FluentActions.Awaiting(() => cancelled).Should().ThrowAsync<OperationCanceledException>();
        held.Dispose();

        (await next).Dispose();
    }

    private Task<IDisposable> EnterAsync(Caller caller, LockKey? preparesFor = null) =>
        _turns.EnterAsync(caller, preparesFor, TestContext.Current.CancellationToken);
}

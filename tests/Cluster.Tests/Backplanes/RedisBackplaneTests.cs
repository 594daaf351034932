using Dots.Cluster.Tests.Servers;

namespace Dots.Cluster.Tests.Backplanes;

public sealed class RedisBackplaneTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Commit_WakesTheOtherNode()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await TwoNodes.StartAsync(redis);
        await nodes.UntilJoinedAsync();
        await using var reader = await SseReader.OpenAsync(nodes.Reader.Http);

        await nodes.Writer.AppendAsync("newBoard", "{}");

        (await reader.NextAsync())!.Cursor.Should().Be(1);
        (await nodes.WakeUpsAsync()).Should().BePositive();
    }

    [Fact]
    public async Task Delivery_ContinuesByPolling_WhileRedisIsDown()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await TwoNodes.StartAsync(redis, Quick);
        await nodes.UntilJoinedAsync();
        await using var reader = await SseReader.OpenAsync(nodes.Reader.Http);

        await redis.KillAsync();
        await nodes.UntilLostAsync();
        await nodes.Writer.AppendAsync("newBoard", "{}");
        (await reader.NextAsync())!.Cursor.Should().Be(1);

        await redis.StartAgainAsync();
        await nodes.UntilJoinedAsync();
        var before = await nodes.WakeUpsAsync();
        await nodes.Writer.AppendAsync("newBoard", "{}");
        (await reader.NextAsync())!.Cursor.Should().Be(2);
        (await nodes.WakeUpsAsync()).Should().BeGreaterThan(before);
    }

    [Fact]
    public async Task Delivery_ContinuesByPolling_WhileRedisHangsWithItsConnectionsOpen()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await TwoNodes.StartAsync(redis, Quick);
        await nodes.UntilJoinedAsync();
        await using var reader = await SseReader.OpenAsync(nodes.Reader.Http);

        redis.Pause();
        await nodes.UntilLostAsync();
        await nodes.Writer.AppendAsync("newBoard", "{}");
        (await reader.NextAsync())!.Cursor.Should().Be(1);

        redis.Resume();
        await nodes.UntilJoinedAsync();
    }

    [Fact]
    public async Task Commit_IsNotDelayed_WhenRedisNeverStarted()
    {
        using var nobody = ReservedPort.Take();
        await using var nodes = await TwoNodes.StartAsync($"127.0.0.1:{nobody.Number}", Quick);
        await using var reader = await SseReader.OpenAsync(nodes.Reader.Http);

        await nodes.Writer.AppendAsync("newBoard", "{}");

        (await reader.NextAsync())!.Cursor.Should().Be(1);
        await nodes.UntilLostAsync();
    }

    [Fact]
    public async Task Channel_CarriesTheNameOfTheSite()
    {
        await using var redis = await RedisProcess.StartAsync();
        await using var nodes = await TwoNodes.StartAsync(redis);
        await nodes.UntilJoinedAsync();

        (await redis.AskAsync("PUBSUB", "CHANNELS")).Split('\n').Should().Contain("dots:dots:events");
    }
}

using Dots.Infrastructure.Streaming;

namespace Dots.Infrastructure.Tests.Streaming;

public sealed class ChannelLogsTests
{
    [Fact]
    public void Acquire_DividesTheTotalWindow_WhenManyChannelsAreOpen()
    {
        const int total = 16 * 1024 * 1024, channels = 500;
        var logs = new ChannelLogs(workers: 1, new StreamOptions { TotalWindowBytes = total }, preload: null);

        var first = logs.Acquire([.. Enumerable.Range(0, channels).Select(i => $"activities/{i}")], new NumberFormat());

        first[0].WindowBytes.Should().Be(4 * 1024 * 1024);
        first.Should().OnlyContain(log => log.WindowBytes >= StreamOptions.MinWindowBytes);
        first.Sum(log => (long)log.WindowBytes).Should().BeLessThan(total + (channels * StreamOptions.MinWindowBytes));

        logs.Release(first);
        logs.Acquire(["activities/another"], new NumberFormat())[0].WindowBytes.Should().Be(4 * 1024 * 1024, "what is closed is free again");
    }
}

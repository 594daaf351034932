using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Streaming;
using NSubstitute;

namespace Dots.Infrastructure.Tests.Streaming;

public sealed class HiddenFramesTests
{
    private readonly FrameSegment _segment = FrameSegment.StartingWith(Event(1, null), "1"u8);

    public HiddenFramesTests()
    {
        _segment.TryAppend(Event(2, ["users/7", "connections/c"]), "2"u8);
        _segment.TryAppend(Event(3, null), "3"u8);
    }

    [Theory]
    [InlineData("", "123", 3)]
    [InlineData("users/8", "123", 3)]
    [InlineData("users/7", "1", 1)]
    [InlineData("users/8 connections/c", "1", 1)]
    public void Read_EndsARunBeforeAHiddenFrame_WhenTheReaderIsExcluded(string reader, string expected, long through)
    {
        var run = _segment.Read(0, long.MaxValue, StreamOf(reader));

        (System.Text.Encoding.ASCII.GetString(run.Bytes.Span), run.Through).Should().Be((expected, through));
    }

    [Fact]
    public void Read_ContinuesAfterAHiddenFrame_WhenTheReaderIsExcluded()
    {
        var run = _segment.Read(1, long.MaxValue, StreamOf("users/7"));

        (System.Text.Encoding.ASCII.GetString(run.Bytes.Span), run.Through).Should().Be(("3", 3));
    }

    private static StreamRequest StreamOf(string reader) => new(
        [], After: 0, Types: null, Substitute.For<IFrameFormat>(), reader.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static ServerEvent Event(long id, IReadOnlyList<string>? hiddenFrom) => new(id, "activities", "x", default, default, hiddenFrom);
}

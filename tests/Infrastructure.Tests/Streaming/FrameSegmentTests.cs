using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Streaming;

namespace Dots.Infrastructure.Tests.Streaming;

public sealed class FrameSegmentTests
{
    private static readonly StreamRequest OnlyA = new([], After: 0, Types: new HashSet<string> { "a" }, new NumberFormat());

    private readonly FrameSegment _segment = SegmentOf((2, "a"), (4, "a"), (6, "b"), (8, "b"), (10, "a"));

    [Theory]
    [InlineData(0, long.MaxValue, "2 4 6 8 10", 10)]
    [InlineData(2, long.MaxValue, "4 6 8 10", 10)]
    [InlineData(3, long.MaxValue, "4 6 8 10", 10)]
    [InlineData(3, 8, "4 6", 6)]
    [InlineData(4, 6, "", 4)]
    [InlineData(10, long.MaxValue, "", 10)]
    public void Read_ReturnsTheRunBetweenTheBounds_WhenNoTypesAreGiven(long after, long before, string ids, long through)
    {
        ShouldBe(_segment.Read(after, before, null), ids, through);
    }

    [Theory]
    [InlineData(0, long.MaxValue, "2 4", 4)]
    [InlineData(4, long.MaxValue, "10", 10)]
    [InlineData(4, 8, "", 6)]
    [InlineData(8, 10, "", 8)]
    public void Read_SkipsUnwantedTypesAndEndsARunBeforeThem_WhenTypesAreGiven(long after, long before, string ids, long through)
    {
        ShouldBe(_segment.Read(after, before, OnlyA), ids, through);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 4)]
    [InlineData(9, 10)]
    public void NextId_ReturnsTheFirstIdAfterTheCursor_WhenThereIsOne(long after, long next)
    {
        _segment.NextId(after).Should().Be(next);
    }

    [Fact]
    public void TryAppend_ReturnsFalse_WhenTheFrameDoesNotFit()
    {
        var segment = FrameSegment.StartingWith(Event(1), new byte[FrameSegment.Size - 1]);

        segment.TryAppend(Event(2), new byte[2]).Should().BeFalse();
        segment.TryAppend(Event(3), new byte[1]).Should().BeTrue();
        (segment.FirstId, segment.LastId).Should().Be((1, 3));
    }

    [Fact]
    public void StartingWith_AllocatesALargerSegment_WhenTheFrameIsLargerThanASegment()
    {
        var segment = FrameSegment.StartingWith(Event(1), new byte[FrameSegment.Size * 2]);

        segment.Bytes.Should().Be(FrameSegment.Size * 2);
        segment.Read(0, 2, null).Bytes.Length.Should().Be(FrameSegment.Size * 2);
    }

    private static FrameSegment SegmentOf(params (long Id, string Type)[] events)
    {
        var segment = FrameSegment.StartingWith(Event(events[0].Id, events[0].Type), Encode(events[0].Id));
        foreach (var (id, type) in events.Skip(1))
        {
            segment.TryAppend(Event(id, type), Encode(id)).Should().BeTrue();
        }

        return segment;
    }

    private static byte[] Encode(long id) => System.Text.Encoding.ASCII.GetBytes($"{id}\n");

    private static ServerEvent Event(long id, string type = "a") => new(id, "channel", type, default, default);

    private static void ShouldBe(FrameRun run, string ids, long through)
    {
        string.Join(' ', NumberFormat.Read(run.Bytes.ToArray())).Should().Be(ids);
        (run.Through, run.Count).Should().Be((through, ids.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length));
    }
}

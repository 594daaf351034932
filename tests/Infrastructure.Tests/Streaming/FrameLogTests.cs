using Dots.Application.Events;
using Dots.Infrastructure.Streaming;

namespace Dots.Infrastructure.Tests.Streaming;

public sealed class FrameLogTests
{
    // Six of these fit into a segment.
    private const int FrameBytes = 10_000;

    [Fact]
    public void Read_ReturnsAllSegmentsInOrder_WhenThereAreSeveral()
    {
        var log = Log(floor: 0, segments: 10);
        Append(log, 1, 30);

        ReadAll(log, 0).Should().Equal(Ids(1, 30));
        ReadAll(log, 17).Should().Equal(Ids(18, 30));
        log.Floor.Should().Be(0);
    }

    [Fact]
    public void Append_MovesTheFloor_WhenTheWindowIsFull()
    {
        var log = Log(floor: 0, segments: 2);

        Append(log, 1, 30);

        log.Floor.Should().Be(18);
        ReadAll(log, log.Floor).Should().Equal(Ids(19, 30));
    }

    [Fact]
    public void Read_ReturnsNull_WhenTheWindowHasMovedPastTheCursor()
    {
        var log = Log(floor: 0, segments: 2);
        Append(log, 1, 30);

        log.Read(17, long.MaxValue, null).Should().BeNull();
        log.NextId(17).Should().Be(FrameLog.OutOfWindow);
        log.NextId(18).Should().Be(19);
    }

    [Fact]
    public void Prepend_InsertsOlderFramesInFront_WhenMoreAreAppended()
    {
        var log = Log(floor: 10, segments: 10);
        Append(log, 11, 15);

        log.Prepend([.. Ids(1, 10).Select(Event)], floor: 0, through: 10);
        Append(log, 16, 20);

        log.Floor.Should().Be(0);
        ReadAll(log, 0).Should().Equal(Ids(1, 20));
    }

    [Fact]
    public void Prepend_KeepsTheNewestFrames_WhenTheWindowIsTooSmallForAll()
    {
        var log = Log(floor: 30, segments: 3);
        Append(log, 31, 31);

        log.Prepend([.. Ids(1, 30).Select(Event)], floor: 0, through: 30);

        log.Floor.Should().Be(18);
        ReadAll(log, 18).Should().Equal(Ids(19, 31));
    }

    [Fact]
    public void Prepend_DoesNothing_WhenTheFloorHasMovedOn()
    {
        var log = Log(floor: 10, segments: 1);
        Append(log, 11, 30);
        var floor = log.Floor;

        log.Prepend([.. Ids(1, 10).Select(Event)], floor: 0, through: 10);

        log.Floor.Should().Be(floor).And.BeGreaterThan(10);
        ReadAll(log, floor).Should().Equal(Ids((int)floor + 1, 30));
    }

    [Fact]
    public void NextId_ReturnsMaxValue_WhenTheCursorIsAtTheEnd()
    {
        var log = Log(floor: 0, segments: 10);
        Append(log, 1, 7);

        log.NextId(6).Should().Be(7);
        log.NextId(7).Should().Be(long.MaxValue);
    }

    [Fact]
    public void SkipThrough_SendsReadersToTheEventLog_WhenTheyHaveNotSeenTheEvents()
    {
        var log = Log(floor: 0, segments: 10);
        Append(log, 1, 8);
        log.Read(8, long.MaxValue, null);

        log.SkipThrough(9);
        Append(log, 9, 12);

        log.Read(8, long.MaxValue, null).Should().BeNull();
        log.NextId(8).Should().Be(FrameLog.OutOfWindow);
        ReadAll(log, 9).Should().Equal(Ids(10, 12));
    }

    private static FrameLog Log(long floor, int segments) =>
        new("channel", new NumberFormat(FrameBytes), floor, segments * FrameSegment.Size, workers: 1);

    private static IEnumerable<int> Ids(int from, int to) => Enumerable.Range(from, to - from + 1);

    private static void Append(FrameLog log, int from, int to)
    {
        foreach (var id in Ids(from, to))
        {
            log.Append(Event(id));
        }
    }

    private static ServerEvent Event(int id) => new(id, "channel", "x", default, default);

    private static List<int> ReadAll(FrameLog log, long after)
    {
        var ids = new List<int>();
        while (log.Read(after, long.MaxValue, null) is { Count: > 0 } run)
        {
            ids.AddRange(NumberFormat.Read(run.Bytes.ToArray()).Select(int.Parse));
            after = run.Through;
        }

        return ids;
    }
}

using BenchmarkDotNet.Attributes;
using Dots.Application.Events;
using Dots.Infrastructure.Streaming;
using Dots.Web.Streams.Sse;

namespace Dots.Benchmarks;

/// <summary>The in-memory log of recent frames: one thread appends, and every subscription reads the frames after its cursor.</summary>
public class FrameLogBenchmarks
{
    private const int Window = 4 * 1024 * 1024;
    private const int Filled = 10_000;

    private FrameLog _appended = null!;
    private FrameLog _read = null!;
    private long _id;

    [GlobalSetup]
    public void Fill()
    {
        _appended = new FrameLog(Channels.Notifications, ChunkedSseFormat.Instance, floor: 0, Window, workers: 1);
        _read = new FrameLog(Channels.Notifications, ChunkedSseFormat.Instance, floor: 0, Window, workers: 1);
        for (var id = 1; id <= Filled; id++)
        {
            _read.Append(Sample.Event(id));
        }
    }

    /// <summary>Includes encoding and, once the window is full, trimming.</summary>
    [Benchmark]
    public void Append() => _appended.Append(Sample.Event(++_id));

    /// <summary>The usual case on a busy channel: a reader that is one event behind.</summary>
    [Benchmark]
    public long ReadTheNewest() => _read.Read(Filled - 1, long.MaxValue, filter: null)!.Value.Through;

    /// <summary>A reader far behind.</summary>
    [Benchmark]
    public long ReadFromTheMiddle()
    {
        _id = _id == Filled / 2 ? Filled / 2 + 1 : Filled / 2;
        return _read.Read(_id, long.MaxValue, filter: null)!.Value.Through;
    }
}

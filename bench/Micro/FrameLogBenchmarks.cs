using BenchmarkDotNet.Attributes;
using Dots.Application.Events;
using Dots.Infrastructure.Streaming;
using Dots.Web.Streams.Sse;

namespace Dots.Benchmarks;

/// <summary>The recent frames: appended to by one thread, and asked by every subscription what is due to it.</summary>
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

    /// <summary>With encoding, and with dropping the oldest once the window is full.</summary>
    [Benchmark]
    public void Append() => _appended.Append(Sample.Event(++_id));

    /// <summary>The answer that nearly all readers of a busy channel get.</summary>
    [Benchmark]
    public long ReadTheNewest() => _read.Read(Filled - 1, long.MaxValue, filter: null)!.Value.Through;

    /// <summary>For one that is behind.</summary>
    [Benchmark]
    public long ReadFromTheMiddle()
    {
        _id = _id == Filled / 2 ? Filled / 2 + 1 : Filled / 2;
        return _read.Read(_id, long.MaxValue, filter: null)!.Value.Through;
    }
}

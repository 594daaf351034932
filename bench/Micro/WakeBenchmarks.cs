using BenchmarkDotNet.Attributes;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Streaming;
using Dots.Web.Streams.Sse;

namespace Dots.Benchmarks;

/// <summary>Publishes one event and waits until it has been sent to every subscription; the output discards it, so sends cost nothing.</summary>
public class WakeBenchmarks
{
    private readonly NullOutput _output = new();
    private StreamHub _hub = null!;
    private FrameLog[] _logs = null!;
    private long _id;

    [Params(1_000, 10_000)]
    public int Subscriptions { get; set; }

    [GlobalSetup]
    public void Subscribe()
    {
        var options = new StreamOptions { KeepAliveSeconds = 3600 };
        _hub = new StreamHub(new StreamMetrics(), options, StreamHub.DefaultWorkers, preload: null);
        _hub.StartAt(0);
        _logs = _hub.Acquire([Channels.Notifications, Channels.Alerts], ChunkedSseFormat.Instance);
        var request = new StreamRequest([Channels.Notifications, Channels.Alerts], After: 0, Types: null, ChunkedSseFormat.Instance);
        for (var i = 0; i < Subscriptions; i++)
        {
            _hub.Subscribe(_logs, request, cursor: 0, _output);
        }
    }

    [GlobalCleanup]
    public void Stop() => _hub.Dispose();

    [Benchmark]
    public void PublishToAll()
    {
        var goal = _output.Sends + Subscriptions;
        _hub.Publish([Sample.Event(++_id)]);
        var spin = default(SpinWait);
        while (_output.Sends < goal)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Completes every send synchronously, like a socket with free buffer space.</summary>
    private sealed class NullOutput : IStreamOutput
    {
        private long _sends;

        public long Sends => Interlocked.Read(ref _sends);

        public ValueTask SendAsync(ReadOnlyMemory<byte> frames)
        {
            Interlocked.Increment(ref _sends);
            return default;
        }

        public void SetReplaying(bool isReplaying)
        {
        }

        public void Abort()
        {
        }
    }
}

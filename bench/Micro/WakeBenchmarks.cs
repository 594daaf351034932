using BenchmarkDotNet.Attributes;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Activities;
using Dots.Infrastructure.Events;
using Dots.Infrastructure.Streaming;
using Dots.Web.Streams.Sse;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Dots.Benchmarks;

/// <summary>From the publication of one event until it has been sent to every subscription, where sending costs nothing.</summary>
public class WakeBenchmarks
{
    private readonly NullOutput _output = new();
    private StreamHub _broadcaster = null!;
    private FrameLog[] _logs = null!;
    private long _id;

    [Params(1_000, 10_000)]
    public int Subscriptions { get; set; }

    [GlobalSetup]
    public void Subscribe()
    {
        // Without a table: what is to be preloaded cannot be read, which costs a warning and nothing else.
        var database = SqliteFactory.Instance.CreateDataSource("Data Source=:memory:");
        var options = new StreamOptions { KeepAlive = TimeSpan.FromHours(1) };
        _broadcaster = new StreamHub(
            new EventLog(database),
            new DocumentHistory(database),
            new StreamMetrics(NullLogger<StreamMetrics>.Instance),
            Options.Create(options));
        _broadcaster.StartAt(0);
        _logs = _broadcaster.Hold([Channels.Notifications, Channels.Alerts], ChunkedSseFormat.Instance);
        var request = new StreamRequest([Channels.Notifications, Channels.Alerts], After: 0, Types: null, ChunkedSseFormat.Instance);
        for (var i = 0; i < Subscriptions; i++)
        {
            _broadcaster.Subscribe(_logs, request, cursor: 0, _output);
        }
    }

    [GlobalCleanup]
    public void Stop() => _broadcaster.Dispose();

    [Benchmark]
    public void PublishToAll()
    {
        var goal = _output.Sends + Subscriptions;
        _broadcaster.Publish([Sample.Event(++_id)]);
        var spin = default(SpinWait);
        while (_output.Sends < goal)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Takes everything at once, as a socket with room does.</summary>
    private sealed class NullOutput : IStreamOutput
    {
        private long _sends;

        public long Sends => Interlocked.Read(ref _sends);

        public ValueTask SendAsync(ReadOnlyMemory<byte> frames)
        {
            Interlocked.Increment(ref _sends);
            return default;
        }

        public void Abort()
        {
        }
    }
}

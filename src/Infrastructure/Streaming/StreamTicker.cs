namespace Dots.Infrastructure.Streaming;

/// <summary>A coarse clock that checks the keep-alives and send timeouts of all subscriptions on each tick, and sends the heartbeats that are due.</summary>
internal sealed class StreamTicker : IDisposable
{
    private readonly ChannelLogs _logs;
    private readonly StreamOptions _options;
    private readonly Timer _timer;
    private long _now = Environment.TickCount64;

    public StreamTicker(ChannelLogs logs, StreamOptions options)
    {
        (_logs, _options) = (logs, options);
        var interval = TimeSpan.FromTicks(Math.Clamp(
            Math.Min(options.KeepAlive.Ticks, options.SendTimeout.Ticks) / 10, TimeSpan.TicksPerMillisecond * 20, TimeSpan.TicksPerSecond));
        _timer = new Timer(_ => Tick(), null, interval, interval);
    }

    public Heartbeats Heartbeats { get; } = new();

    /// <summary>In milliseconds. Coarse, because it is read for every send.</summary>
    public long Now => Volatile.Read(ref _now);

    public void Update() => Volatile.Write(ref _now, Environment.TickCount64);

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        Update();
        var (now, options) = (Now, _options);
        _logs.Visit(subscription => subscription.Tick(now, options));
        Heartbeats.SendDue(now);
    }
}

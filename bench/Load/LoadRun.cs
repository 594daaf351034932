using System.Globalization;

namespace Dots.Bench.Load;

/// <summary>Runs the phases one after the other on the same connections, and records the measurements.</summary>
internal sealed class LoadRun : IDisposable
{
    private const string OpenPhase = "open";

    // The readers during a warm-up that precedes the open phase.
    private const int WarmUpReaders = 10;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SettleTime = TimeSpan.FromMilliseconds(500);

    private readonly LoadOptions _options;
    private readonly Results _results;
    private readonly Ledger _ledger = new();
    private readonly Connections _connections;
    private readonly long _start = Clock.Now();
    private string _scenarioSuffix = "";
    private long _missingOnResume;
    private int _opened;
    private ResourceUsage _before;

    public LoadRun(LoadOptions options, string authorization)
    {
        _options = options;
        _results = new Results(options);
        _connections = new Connections(options, _ledger, authorization);
    }

    /// <returns>Whether every event reached every reader exactly once and in the same order.</returns>
    public bool Run()
    {
        _before = ResourceUsage.Now(_options.ServerPid);
        if (_options.Phases.Contains(OpenPhase))
        {
            _connections.Open(Math.Min(WarmUpReaders, _options.Readers), NewReader);
        }
        else
        {
            OpenReaders();
        }

        _connections.OpenPublishers();
        foreach (var phase in _options.Phases)
        {
            if (IsOver)
            {
                throw new TimeoutException($"The deadline passed before {phase}.");
            }

            RunPhase(phase.Split(':'));
        }

        _results.Add(ResultValues.WholeRun, "lost", _ledger.Lost + _missingOnResume);
        _results.Add(ResultValues.WholeRun, "repeated", _ledger.Repeated);
        _results.Add(ResultValues.WholeRun, "publish_errors", Publisher.Errors);
        if (Publisher.FirstError is { } error)
        {
            Console.Error.WriteLine($"First publish error: {error}");
        }

        return _ledger.Lost + _missingOnResume == 0 && _ledger.Repeated == 0;
    }

    public void Dispose() => _connections.Dispose();

    private bool IsOver => Clock.Now() - _start > Clock.Nanoseconds(_options.Deadline);

    private void RunPhase(string[] phase)
    {
        var numbers = phase.Skip(1).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        switch (phase[0])
        {
            case OpenPhase: OpenReaders(); break;
            case "warm": Load(null, () => AtRate(numbers[0], numbers[1])); break;
            case "warmsat": Load(null, () => Saturated((int)numbers[0], numbers[1])); break;
            case "warmcommits": Load(null, () => AtPublishersPace(numbers[0])); break;
            case "rate": Load($"rate:{phase[1]}", () => AtRate(numbers[0], numbers[1])); break;
            case "sat": Load($"sat:{phase[1]}", () => Saturated((int)numbers[0], numbers[1])); break;
            case "commits": Load("commits", () => AtPublishersPace(numbers[0])); break;
            case "idle": Idle(numbers[0]); break;
            case "stall": Stall((int)numbers[0]); break;
            case "reconnect": Reconnect((int)numbers[0], (int)numbers[1], numbers[2]); break;
            case "replay": Replay((long)numbers[0], (int)numbers[1]); break;
            default: throw new ArgumentException($"Unknown phase '{phase[0]}'.");
        }
    }

    private string Scenario(string phase) => $"{_options.Readers}/{phase}{_scenarioSuffix}";

    private Reader NewReader() => new(_ledger, reads: true, hasResumed: false);

    private void OpenReaders()
    {
        _before = ResourceUsage.Now(_options.ServerPid);
        _opened = _options.Readers - _connections.Readers.Count;
        var start = Clock.Now();
        _connections.Open(_opened, NewReader);
        _results.Add(Scenario("open"), "streams_per_s", _opened / Clock.SecondsSince(start));
        _connections.PollFor(SettleTime);
        AddMemory(Scenario("open"));
    }

    /// <summary>Runs a phase, waits for its deliveries, and records its measurements. A null phase is a warm-up and is not recorded.</summary>
    private void Load(string? phase, Action send)
    {
        var (expected, received, lost, repeated) = (_ledger.Expected, _ledger.Received, _ledger.Lost, _ledger.Repeated);
        _ledger.Latency.Clear();
        _connections.ResetResponses();
        var latency = phase is null ? null : MeasureCoreLatency();
        var before = ResourceUsage.Now(_options.ServerPid);
        var start = Clock.Now();
        send();
        var (sending, acknowledged) = (Clock.SecondsSince(start), _connections.Responses);
        var (tcpMemory, memory) = (ResourceUsage.TcpMemory(), ResourceUsage.Now(_options.ServerPid).ServerMemory);
        Drain(expected, received);
        var wall = Clock.SecondsSince(start);
        var after = ResourceUsage.Now(_options.ServerPid);
        if (phase is null)
        {
            return;
        }

        var (deliveries, scenario) = (_ledger.Received - received, Scenario(phase));
        AddCoreLatency(scenario, latency, MeasureCoreLatency());
        var cpu = after.ServerCpu - before.ServerCpu;
        _results.Add(scenario, "deliveries_per_s", deliveries / ((_ledger.LastReceipt - start) / 1e9));
        _results.Add(scenario, "p50_ms", _ledger.Latency.Quantile(0.5));
        _results.Add(scenario, "p99_ms", _ledger.Latency.Quantile(0.99));
        _results.Add(scenario, "answers_per_s", acknowledged / sending);
        _results.Add(scenario, "answer_p50_ms", _connections.ResponseTimes.Quantile(0.5));
        _results.Add(scenario, "answer_p99_ms", _connections.ResponseTimes.Quantile(0.99));
        _results.Add(scenario, "cpu_us_per_delivery", cpu * 1e6 / deliveries);
        _results.Add(scenario, "server_cpu_pct", cpu / wall * 100);
        _results.Add(scenario, "client_cpu_pct", (after.OwnCpu - before.OwnCpu) / wall * 100);
        _results.Add(scenario, "others_cpu_pct", OtherCpuBetween(before, after) / wall * 100);
        _results.Add(scenario, "lost", _ledger.Lost - lost);
        _results.Add(scenario, "repeated", _ledger.Repeated - repeated);
        _results.Add(scenario, "closed", _connections.Closed);
        _results.Add(scenario, "bytes_per_delivery", BytesPerDelivery());
        _results.Add(scenario, "memory_mib", memory / 1024);
        _results.Add(scenario, "tcp_mib", tcpMemory / 1024);
        AddMemory(scenario);
    }

    private static double OtherCpuBetween(ResourceUsage before, ResourceUsage after) => Math.Max(
        0, after.AllCpu - before.AllCpu - (after.ServerCpu - before.ServerCpu) - (after.OwnCpu - before.OwnCpu));

    private double BytesPerDelivery() => _connections.Readers.Sum(reader => (double)reader.Bytes) / Math.Max(1, _ledger.Received);

    private double? MeasureCoreLatency() => _options.Cores is { } cores ? CoreLatency.Measure(cores.Server, cores.Client) : null;

    private void AddCoreLatency(string scenario, double? before, double? after)
    {
        if (before is { } one && after is { } other)
        {
            _results.Add(scenario, CoreLatency.MeasureName, CoreLatency.AreComparable(one, other) ? (one + other) / 2 : CoreLatency.Migrated);
        }
    }

    private void AddMemory(string scenario) => _results.Add(
        scenario, "kib_per_stream", (ResourceUsage.Now(_options.ServerPid).ServerMemory - _before.ServerMemory) / _opened);

    /// <summary>Open loop: publishes at fixed times, whether or not earlier events have been delivered.</summary>
    private void AtRate(double perSecond, double seconds)
    {
        var start = Clock.Now();
        var end = start + (long)(seconds * 1e9);
        for (long i = 0; start + (long)(i * 1e9 / perSecond) is var due && due < end && !IsOver; i++)
        {
            while (Clock.Now() < due || _connections.IdlePublisher() is null)
            {
                _connections.Poll(TimeSpan.FromMilliseconds(Math.Clamp((due - Clock.Now()) / 1e6, 0, 100)));
                if (Clock.Now() > end)
                {
                    return;
                }
            }

            _connections.Publish(_connections.IdlePublisher()!);
        }
    }

    /// <summary>Closed loop: at most <paramref name="window"/> events are in flight, that is, not yet delivered to all readers.</summary>
    private void Saturated(int window, double seconds)
    {
        var end = Clock.Now() + (long)(seconds * 1e9);
        var (completed, progress) = (_ledger.Completed, Clock.Now());
        while (Clock.Now() is var now && now < end && !IsOver)
        {
            while (_ledger.Published - _ledger.Completed < window && _connections.IdlePublisher() is { } publisher)
            {
                _connections.Publish(publisher);
            }

            _connections.Poll(TimeSpan.FromMilliseconds(Math.Min(100, (end - now) / 1e6)));
            if (_ledger.Completed != completed)
            {
                (completed, progress) = (_ledger.Completed, now);
            }
            else if (now - progress > 2 * Clock.Nanoseconds(Timeout))
            {
                Console.Error.WriteLine("No more deliveries; giving up on this phase.");
                return;
            }
        }
    }

    /// <summary>Closed loop: each publisher sends its next request after the response to the last.</summary>
    private void AtPublishersPace(double seconds)
    {
        var end = Clock.Now() + (long)(seconds * 1e9);
        while (Clock.Now() is var now && now < end && !IsOver)
        {
            while (_connections.IdlePublisher() is { } publisher)
            {
                _connections.Publish(publisher);
            }

            _connections.Poll(TimeSpan.FromMilliseconds(Math.Min(100, (end - now) / 1e6)));
        }
    }

    private void Idle(double seconds)
    {
        // Let background work of the previous phase finish, so that only keep-alives are measured.
        _connections.PollFor(TimeSpan.FromSeconds(1));
        var frames = _connections.Readers.Sum(reader => reader.Frames);
        var (before, start) = (ResourceUsage.Now(_options.ServerPid), Clock.Now());
        _connections.PollFor(TimeSpan.FromSeconds(seconds));
        var (after, wall) = (ResourceUsage.Now(_options.ServerPid), Clock.SecondsSince(start));
        _results.Add(Scenario("idle"), "server_cpu_pct", (after.ServerCpu - before.ServerCpu) / wall * 100);
        _results.Add(Scenario("idle"), "others_cpu_pct", OtherCpuBetween(before, after) / wall * 100);
        frames = _connections.Readers.Sum(reader => reader.Frames) - frames;
        _results.Add(Scenario("idle"), "keep_alives_per_stream", (double)frames / _options.Readers);
    }

    /// <summary>Adds streams that never read. They stay open for the following phases.</summary>
    private void Stall(int count)
    {
        _connections.Open(count, () => new Reader(_ledger, reads: false, hasResumed: false));
        _scenarioSuffix = "+stalled";
    }

    /// <summary>Publishes events, then opens streams that replay them while live events continue.</summary>
    private void Reconnect(int streams, int events, double liveRate)
    {
        // The id of this event is the cursor that the streams resume from.
        var liveReader = _connections.Readers[0];
        PublishAndWait(1);
        var (cursor, position) = (liveReader.LastId, liveReader.Position);
        PublishAndWait(events);

        _connections.ResumeFrom(cursor);
        _ledger.Latency.Clear();
        ResourceUsage.ResetPeak(_options.ServerPid);
        var (expected, received, resumed, first) = (_ledger.Expected, _ledger.Received, _ledger.Resumed, _connections.Readers.Count);
        var (start, nextLive, tcp) = (Clock.Now(), Clock.Now(), 0.0);
        var goal = position + events;
        while (_connections.Readers.Count - first < streams || _connections.Readers.Skip(first).Any(reader => reader.Position < goal))
        {
            // In small batches, to read what has arrived in between.
            for (var i = 0; i < 16 && _connections.Readers.Count - first < streams && _connections.Opening < _options.Handshakes; i++)
            {
                _connections.BeginOpen(new Reader(_ledger, reads: true, hasResumed: true) { Position = position });
            }

            if (Clock.Now() >= nextLive && _connections.IdlePublisher() is { } publisher)
            {
                _connections.Publish(publisher);
                nextLive += (long)(1e9 / liveRate);
                tcp = Math.Max(tcp, ResourceUsage.TcpMemory());
            }

            _connections.Poll(TimeSpan.FromMilliseconds(1));
            if (IsOver)
            {
                throw new TimeoutException("Not all streams caught up in time.");
            }
        }

        var seconds = Clock.SecondsSince(start);
        var scenario = $"{streams}/reconnect";
        _results.Add(scenario, "events_per_s", (_ledger.Resumed - resumed) / seconds);
        _results.Add(scenario, "seconds", seconds);
        _results.Add(scenario, "peak_rss_mib", ResourceUsage.PeakMemoryOf(_options.ServerPid) / 1024);
        _results.Add(scenario, "tcp_mib", tcp / 1024);
        Drain(expected, received);
        var deadline = Clock.Now() + Clock.Nanoseconds(Timeout);
        while (_connections.Readers.Skip(first).Any(reader => reader.Position < _ledger.Ordered) && Clock.Now() < deadline)
        {
            _connections.Poll(TimeSpan.FromMilliseconds(10));
        }

        _results.Add(scenario, "live_delivered_pct", 100.0 * (_ledger.Received - received) / (_ledger.Expected - expected));
        _results.Add(scenario, "live_p99_ms", _ledger.Latency.Quantile(0.99));
        _missingOnResume = _connections.Readers.Skip(first).Sum(reader => (long)_ledger.Ordered - reader.Position);
        _results.Add(scenario, "lost", _ledger.Lost + _missingOnResume);
        _results.Add(scenario, "repeated", _ledger.Repeated);
    }

    /// <summary>Measures a replay of events that existed before this run.</summary>
    private void Replay(long cursor, int events)
    {
        _connections.ResumeFrom(cursor);
        var start = Clock.Now();
        var reader = new Reader(new Ledger(), reads: true, hasResumed: true);
        _connections.BeginOpen(reader);
        var first = 0.0;
        while (reader.Frames < events && reader.State != Reader.Progress.Closed && !IsOver)
        {
            _connections.Poll(TimeSpan.FromMilliseconds(1));
            first = first == 0 && reader.LastId > 0 ? Clock.SecondsSince(start) : first;
        }

        _results.Add("replay", "first_ms", first * 1000);
        _results.Add("replay", "events_per_s", reader.Frames / Clock.SecondsSince(start));
    }

    private void PublishAndWait(int count)
    {
        var (expected, received) = (_ledger.Expected, _ledger.Received);
        for (var i = 0; i < count && !IsOver;)
        {
            if (_connections.IdlePublisher() is { } publisher)
            {
                _connections.Publish(publisher);
                i++;
            }
            else
            {
                _connections.Poll(TimeSpan.FromMilliseconds(1));
            }
        }

        Drain(expected, received);
    }

    /// <summary>Waits until all deliveries have arrived, or none has for the timeout.</summary>
    private void Drain(long expected, long received)
    {
        var (seen, progress) = (_ledger.Received, Clock.Now());
        while ((_ledger.Received - received < _ledger.Expected - expected || _connections.ArePublishing) && !IsOver)
        {
            _connections.Poll(TimeSpan.FromMilliseconds(10));
            if (_ledger.Received != seen)
            {
                (seen, progress) = (_ledger.Received, Clock.Now());
            }
            else if (Clock.Now() - progress > Clock.Nanoseconds(Timeout))
            {
                return;
            }
        }
    }
}

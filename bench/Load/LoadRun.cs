using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Dots.Bench.Load;

/// <summary>Opens the readers, loads the server phase by phase on these connections, and writes down what it measures.</summary>
internal sealed class LoadRun : IDisposable
{
    private static readonly TimeSpan OpeningPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(500);

    private readonly LoadOptions _options;
    private readonly Results _results;
    private readonly PublishRequest _publishRequest;
    private readonly Poller _poller = new();
    private readonly Ledger _ledger = new();
    private readonly Histogram _answers = new();
    private readonly List<Reader> _readers = [];
    private readonly List<Publisher> _publishers = [];
    private readonly long _start = Now();
    private byte[] _request;
    private string _company = "";
    private Measured _before;
    private int _opening;
    private int _opened;
    private int _live;
    private int _closed;
    private int _acknowledged;

    public LoadRun(LoadOptions options, string authorization)
    {
        _options = options;
        _results = new Results(options);
        _publishRequest = new PublishRequest(options, authorization);
        _request = RequestFrom(cursor: null);
    }

    /// <returns>Whether every event reached every reader once, in one order.</returns>
    public bool Run()
    {
        _before = Measured.Now(_options.ServerPid);
        OpenReaders();
        for (var i = 0; i < _options.Publishers; i++)
        {
            _publishers.Add(new Publisher(_poller, _ledger, _options.Port, tag: ~i));
            _publishers[i].Connect();
        }

        foreach (var phase in _options.Phases)
        {
            if (IsOver)
            {
                throw new TimeoutException($"The deadline came before {phase}.");
            }

            RunPhase(phase.Split(':'));
        }

        _results.Add("all", "lost", _ledger.Lost);
        _results.Add("all", "repeated", _ledger.Repeated);
        _results.Add("all", "publish_errors", Publisher.Errors);
        if (Publisher.FirstError is { } error)
        {
            Console.Error.WriteLine($"First error of a publisher: {error}");
        }

        return _ledger.Lost == 0 && _ledger.Repeated == 0;
    }

    public void Dispose()
    {
        _readers.ForEach(reader => reader.Close());
        _publishers.ForEach(publisher => publisher.Close());
        _poller.Dispose();
    }

    private bool IsOver => Now() - _start > Nanoseconds(_options.Deadline);

    private static long Now() => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    private static long Nanoseconds(TimeSpan time) => time.Ticks * 100;

    private static double Seconds(long from) => (Now() - from) / 1e9;

    private void RunPhase(string[] phase)
    {
        var numbers = phase.Skip(1).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        switch (phase[0])
        {
            case "warm": Load(null, () => AtRate(numbers[0], numbers[1])); break;
            case "warmsat": Load(null, () => Saturated((int)numbers[0], numbers[1])); break;
            case "warmcommits": Load(null, () => AsFastAsAnswered(numbers[0])); break;
            case "rate": Load($"rate:{phase[1]}", () => AtRate(numbers[0], numbers[1])); break;
            case "sat": Load($"sat:{phase[1]}", () => Saturated((int)numbers[0], numbers[1])); break;
            case "commits": Load("commits", () => AsFastAsAnswered(numbers[0])); break;
            case "idle": Idle(numbers[0]); break;
            case "stall": Stall((int)numbers[0]); break;
            case "reconnect": Reconnect((int)numbers[0], (int)numbers[1], numbers[2]); break;
            case "replay": Replay((long)numbers[0], (int)numbers[1]); break;
            default: throw new ArgumentException($"There is no phase '{phase[0]}'.");
        }
    }

    private string Scenario(string phase) => $"{_options.Readers}/{phase}{_company}";

    private void OpenReaders()
    {
        var start = Now();
        Open(_options.Readers, () => new Reader(_ledger, reads: true, hasResumed: false));
        _results.Add(Scenario("open"), "streams_per_s", _opened / Seconds(start));
        PollFor(Settling);
        AddMemory(Scenario("open"));
        _live = _opened;
    }

    private void Open(int count, Func<Reader> make)
    {
        var deadline = Now() + Nanoseconds(OpeningPatience);
        var first = _readers.Count;
        while (true)
        {
            while (_readers.Count - first < count && _opening < _options.Handshakes)
            {
                OpenOne(make());
            }

            if (_readers.Count - first == count && _opening == 0)
            {
                break;
            }

            if (Now() > deadline || IsOver)
            {
                throw new TimeoutException($"Only {_opened} streams opened in time.");
            }

            Poll(TimeSpan.FromMilliseconds(50));
        }

        if (_readers.Skip(first).FirstOrDefault(reader => reader.Refusal is not null) is { } refused)
        {
            throw new InvalidOperationException($"A stream was refused: {refused.Refusal}");
        }
    }

    private void OpenOne(Reader reader)
    {
        _opening++;
        _readers.Add(reader);
        reader.Connect(_poller, _options.Port, _readers.Count - 1);
    }

    private byte[] RequestFrom(long? cursor) => Encoding.ASCII.GetBytes(
        $"GET {_options.Path}{(cursor is null ? "" : $"?last_event_id={cursor}")} HTTP/1.1\r\nHost: 127.0.0.1:{_options.Port}\r\n"
        + "Accept: text/event-stream\r\nCache-Control: no-cache\r\n\r\n");

    /// <summary>Runs a phase of events, waits until what it sent has arrived, and writes its measures unless it is a warm-up.</summary>
    private void Load(string? phase, Action send)
    {
        var (expected, received, lost, repeated) = (_ledger.Expected, _ledger.Received, _ledger.Lost, _ledger.Repeated);
        _ledger.Latency.Clear();
        _answers.Clear();
        _acknowledged = 0;
        var before = Measured.Now(_options.ServerPid);
        var start = Now();
        send();
        var (sending, acknowledged) = (Seconds(start), _acknowledged);
        var (peakOfSockets, memory) = (Measured.OfTcp(), Measured.Now(_options.ServerPid).ServerMemory);
        Drain(expected, received);
        var wall = Seconds(start);
        var after = Measured.Now(_options.ServerPid);
        if (phase is null)
        {
            return;
        }

        var (deliveries, scenario) = (_ledger.Received - received, Scenario(phase));
        var cpu = after.ServerCpu - before.ServerCpu;
        _results.Add(scenario, "deliveries_per_s", deliveries / ((_ledger.LastReceipt - start) / 1e9));
        _results.Add(scenario, "p50_ms", _ledger.Latency.Quantile(0.5));
        _results.Add(scenario, "p99_ms", _ledger.Latency.Quantile(0.99));
        _results.Add(scenario, "answers_per_s", acknowledged / sending);
        _results.Add(scenario, "answer_p50_ms", _answers.Quantile(0.5));
        _results.Add(scenario, "answer_p99_ms", _answers.Quantile(0.99));
        _results.Add(scenario, "cpu_us_per_delivery", cpu * 1e6 / deliveries);
        _results.Add(scenario, "server_cpu_pct", cpu / wall * 100);
        _results.Add(scenario, "client_cpu_pct", (after.OwnCpu - before.OwnCpu) / wall * 100);
        _results.Add(scenario, "others_cpu_pct", OthersBetween(before, after) / wall * 100);
        _results.Add(scenario, "lost", _ledger.Lost - lost);
        _results.Add(scenario, "repeated", _ledger.Repeated - repeated);
        _results.Add(scenario, "closed", _closed);
        _results.Add(scenario, "bytes_per_delivery", BytesPerDelivery());
        _results.Add(scenario, "memory_mib", memory / 1024);
        _results.Add(scenario, "tcp_mib", peakOfSockets / 1024);
        AddMemory(scenario);
    }

    private static double OthersBetween(Measured before, Measured after) => Math.Max(
        0, after.AllCpu - before.AllCpu - (after.ServerCpu - before.ServerCpu) - (after.OwnCpu - before.OwnCpu));

    private double BytesPerDelivery() => _readers.Sum(reader => (double)reader.Bytes) / Math.Max(1, _ledger.Received);

    private void AddMemory(string scenario) => _results.Add(
        scenario, "kib_per_stream", (Measured.Now(_options.ServerPid).ServerMemory - _before.ServerMemory) / _options.Readers);

    /// <summary>Open loop: events at fixed times, whether or not those before have arrived.</summary>
    private void AtRate(double perSecond, double seconds)
    {
        var start = Now();
        var end = start + (long)(seconds * 1e9);
        for (long i = 0; start + (long)(i * 1e9 / perSecond) is var due && due < end && !IsOver; i++)
        {
            while (Now() < due || FreePublisher() is null)
            {
                Poll(TimeSpan.FromMilliseconds(Math.Clamp((due - Now()) / 1e6, 0, 100)));
                if (Now() > end)
                {
                    return;
                }
            }

            Publish(FreePublisher()!);
        }
    }

    /// <summary>Closed loop: at most so many events that have not reached everybody.</summary>
    private void Saturated(int window, double seconds)
    {
        var end = Now() + (long)(seconds * 1e9);
        var (completed, progress) = (_ledger.Completed, Now());
        while (Now() is var now && now < end && !IsOver)
        {
            while (_ledger.Published - _ledger.Completed < window && FreePublisher() is { } publisher)
            {
                Publish(publisher);
            }

            Poll(TimeSpan.FromMilliseconds(Math.Min(100, (end - now) / 1e6)));
            if (_ledger.Completed != completed)
            {
                (completed, progress) = (_ledger.Completed, now);
            }
            else if (now - progress > 2 * Nanoseconds(Patience))
            {
                Console.Error.WriteLine("Nothing has arrived any more.");
                return;
            }
        }
    }

    /// <summary>Closed loop of the publishers: each sends its next request when it has the answer to the last.</summary>
    private void AsFastAsAnswered(double seconds)
    {
        var end = Now() + (long)(seconds * 1e9);
        while (Now() is var now && now < end && !IsOver)
        {
            while (FreePublisher() is { } publisher)
            {
                Publish(publisher);
            }

            Poll(TimeSpan.FromMilliseconds(Math.Min(100, (end - now) / 1e6)));
        }
    }

    private void Idle(double seconds)
    {
        // What an earlier phase leaves to do in the background is not the keep-alives'.
        PollFor(TimeSpan.FromSeconds(1));
        var frames = _readers.Sum(reader => reader.Frames);
        var (before, start) = (Measured.Now(_options.ServerPid), Now());
        PollFor(TimeSpan.FromSeconds(seconds));
        var (after, wall) = (Measured.Now(_options.ServerPid), Seconds(start));
        _results.Add(Scenario("idle"), "server_cpu_pct", (after.ServerCpu - before.ServerCpu) / wall * 100);
        _results.Add(Scenario("idle"), "others_cpu_pct", OthersBetween(before, after) / wall * 100);
        _results.Add(
            Scenario("idle"), "keep_alives_per_stream", (_readers.Sum(reader => reader.Frames) - frames) / (double)_options.Readers);
    }

    /// <summary>Adds streams that never read. They stay for the phases that follow.</summary>
    private void Stall(int count)
    {
        Open(count, () => new Reader(_ledger, reads: false, hasResumed: false));
        _company = "+stalled";
    }

    /// <summary>Publishes events, then opens streams that all want them again, while live events go on.</summary>
    private void Reconnect(int streams, int events, double liveRate)
    {
        // The id of the first of them is what they come back with.
        var scribe = _readers[0];
        PublishAndWait(1);
        var (cursor, position) = (scribe.LastId, scribe.Position);
        PublishAndWait(events);

        _request = RequestFrom(cursor);
        _ledger.Latency.Clear();
        Measured.ForgetPeak(_options.ServerPid);
        var (expected, received, resumed, first) = (_ledger.Expected, _ledger.Received, _ledger.Resumed, _readers.Count);
        var (start, nextLive, tcp) = (Now(), Now(), 0.0);
        var goal = position + events;
        while (_readers.Count - first < streams || _readers.Skip(first).Any(reader => reader.Position < goal))
        {
            // In small helpings, so that what has arrived is read in between.
            for (var i = 0; i < 16 && _readers.Count - first < streams && _opening < _options.Handshakes; i++)
            {
                OpenOne(new Reader(_ledger, reads: true, hasResumed: true) { Position = position });
            }

            if (Now() >= nextLive && FreePublisher() is { } publisher)
            {
                Publish(publisher);
                nextLive += (long)(1e9 / liveRate);
                tcp = Math.Max(tcp, Measured.OfTcp());
            }

            Poll(TimeSpan.FromMilliseconds(1));
            if (IsOver)
            {
                throw new TimeoutException("Not all streams caught up in time.");
            }
        }

        var seconds = Seconds(start);
        var scenario = $"{streams}/reconnect";
        _results.Add(scenario, "events_per_s", (_ledger.Resumed - resumed) / seconds);
        _results.Add(scenario, "seconds", seconds);
        _results.Add(scenario, "peak_rss_mib", Measured.PeakOf(_options.ServerPid) / 1024);
        _results.Add(scenario, "tcp_mib", tcp / 1024);
        Drain(expected, received);
        var deadline = Now() + Nanoseconds(Patience);
        while (_readers.Skip(first).Any(reader => reader.Position < _ledger.Placed) && Now() < deadline)
        {
            Poll(TimeSpan.FromMilliseconds(10));
        }

        _results.Add(scenario, "live_delivered_pct", 100.0 * (_ledger.Received - received) / (_ledger.Expected - expected));
        _results.Add(scenario, "live_p99_ms", _ledger.Latency.Quantile(0.99));
        _results.Add(scenario, "lost", _ledger.Lost + _readers.Skip(first).Sum(reader => (long)_ledger.Placed - reader.Position));
        _results.Add(scenario, "repeated", _ledger.Repeated);
    }

    /// <summary>How long the server takes to come up with events that were there before this run.</summary>
    private void Replay(long cursor, int events)
    {
        _request = RequestFrom(cursor);
        var start = Now();
        var reader = new Reader(new Ledger(), reads: true, hasResumed: true);
        OpenOne(reader);
        var first = 0.0;
        while (reader.Frames < events && reader.State != Reader.Progress.Closed && !IsOver)
        {
            Poll(TimeSpan.FromMilliseconds(1));
            first = first == 0 && reader.LastId > 0 ? Seconds(start) : first;
        }

        _results.Add("replay", "first_ms", first * 1000);
        _results.Add("replay", "events_per_s", reader.Frames / Seconds(start));
    }

    private void PublishAndWait(int count)
    {
        var (expected, received) = (_ledger.Expected, _ledger.Received);
        for (var i = 0; i < count && !IsOver;)
        {
            if (FreePublisher() is { } publisher)
            {
                Publish(publisher);
                i++;
            }
            else
            {
                Poll(TimeSpan.FromMilliseconds(1));
            }
        }

        Drain(expected, received);
    }

    private Publisher? FreePublisher()
    {
        foreach (var publisher in _publishers)
        {
            if (!publisher.IsBusy)
            {
                return publisher;
            }
        }

        return null;
    }

    private void Publish(Publisher publisher)
    {
        var request = _publishRequest.For(_ledger.Published);
        var now = Now();
        publisher.Send(request, _ledger.Publish(_live, now), now);
    }

    /// <summary>Waits until everything has arrived, or nothing has for a while.</summary>
    private void Drain(long expected, long received)
    {
        var (seen, progress) = (_ledger.Received, Now());
        while ((_ledger.Received - received < _ledger.Expected - expected || _publishers.Exists(publisher => publisher.IsBusy)) && !IsOver)
        {
            Poll(TimeSpan.FromMilliseconds(10));
            if (_ledger.Received != seen)
            {
                (seen, progress) = (_ledger.Received, Now());
            }
            else if (Now() - progress > Nanoseconds(Patience))
            {
                return;
            }
        }
    }

    private void PollFor(TimeSpan time)
    {
        var end = Now() + Nanoseconds(time);
        while (Now() is var now && now < end)
        {
            Poll(TimeSpan.FromMilliseconds(Math.Max(1, (end - now) / 1e6)));
        }
    }

    private void Poll(TimeSpan atMost) => _poller.Poll(atMost, Ready);

    private void Ready(int tag)
    {
        if (tag >= 0)
        {
            Advance(_readers[tag]);
        }
        else if (_publishers[~tag].Advance(Now) is { } took)
        {
            _answers.Add(took);
            _acknowledged++;
        }
    }

    private void Advance(Reader reader)
    {
        var before = reader.State;
        reader.Advance(_request, Now);
        if (before == reader.State)
        {
            return;
        }

        if (before is Reader.Progress.Connecting or Reader.Progress.Head && reader.State is Reader.Progress.Open or Reader.Progress.Closed)
        {
            _opening--;
            if (reader.State == Reader.Progress.Open)
            {
                _opened++;
                if (!reader.Reads)
                {
                    _poller.Remove(reader.Socket);
                }
            }
        }
        else if (before == Reader.Progress.Open && !reader.HasResumed)
        {
            _closed++;
            _live--;
            _ledger.Leave(reader);
        }
    }
}

using System.Text;

namespace Dots.Bench.Load;

/// <summary>The readers' streams and the publishers' connections. All input is processed in <see cref="Poll"/>. Not thread-safe.</summary>
internal sealed class Connections(LoadOptions options, Ledger ledger, string authorization) : IDisposable
{
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(60);

    private readonly PublishRequest _publishRequest = new(options, authorization);
    private readonly Poller _poller = new();
    private readonly List<Reader> _readers = [];
    private readonly List<Publisher> _publishers = [];
    private byte[] _request = RequestFrom(options, cursor: null);

    public IReadOnlyList<Reader> Readers => _readers;

    /// <summary>The number of streams that are being opened.</summary>
    public int Opening { get; private set; }

    /// <summary>The number of open streams that started live, not from a cursor.</summary>
    public int Live { get; private set; }

    /// <summary>The number of these that the server has closed.</summary>
    public int Closed { get; private set; }

    /// <summary>Response times of publish requests.</summary>
    public Histogram ResponseTimes { get; } = new();

    public int Responses { get; private set; }

    public bool ArePublishing => _publishers.Exists(publisher => publisher.IsBusy);

    /// <summary>Opens streams and waits until all are open.</summary>
    /// <exception cref="InvalidOperationException">The server refused a stream.</exception>
    /// <exception cref="TimeoutException">Not all streams opened in time.</exception>
    public void Open(int count, Func<Reader> createReader)
    {
        var deadline = Clock.Now() + Clock.Nanoseconds(OpenTimeout);
        var first = _readers.Count;
        while (_readers.Count - first < count || Opening > 0)
        {
            while (_readers.Count - first < count && Opening < options.Handshakes)
            {
                BeginOpen(createReader());
            }

            if (Clock.Now() > deadline)
            {
                throw new TimeoutException($"Of {count} streams, {Opening} did not open in time.");
            }

            Poll(TimeSpan.FromMilliseconds(50));
        }

        if (_readers.Skip(first).FirstOrDefault(reader => reader.Refusal is not null) is { } refused)
        {
            throw new InvalidOperationException($"A stream was refused: {refused.Refusal}");
        }
    }

    public void BeginOpen(Reader reader)
    {
        Opening++;
        _readers.Add(reader);
        reader.Connect(_poller, options.Port, _readers.Count - 1);
    }

    public void OpenPublishers()
    {
        for (var i = 0; i < options.Publishers; i++)
        {
            _publishers.Add(new Publisher(_poller, ledger, options.Port, tag: ~i));
            _publishers[i].Connect();
        }
    }

    /// <summary>Streams opened from now on resume after this event.</summary>
    public void ResumeFrom(long cursor) => _request = RequestFrom(options, cursor);

    public Publisher? IdlePublisher()
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

    public void Publish(Publisher publisher)
    {
        var request = _publishRequest.For(ledger.Published);
        var now = Clock.Now();
        publisher.Send(request, ledger.Publish(Live, now), now);
    }

    public void Poll(TimeSpan timeout) => _poller.Poll(timeout, OnReady);

    public void PollFor(TimeSpan time)
    {
        var end = Clock.Now() + Clock.Nanoseconds(time);
        while (Clock.Now() is var now && now < end)
        {
            Poll(TimeSpan.FromMilliseconds(Math.Max(1, (end - now) / 1e6)));
        }
    }

    public void ResetResponses()
    {
        ResponseTimes.Clear();
        Responses = 0;
    }

    public void Dispose()
    {
        _readers.ForEach(reader => reader.Close());
        _publishers.ForEach(publisher => publisher.Close());
        _poller.Dispose();
    }

    private static byte[] RequestFrom(LoadOptions options, long? cursor) => Encoding.ASCII.GetBytes(
        $"GET {options.Path}{(cursor is null ? "" : $"?last_event_id={cursor}")} HTTP/1.1\r\nHost: 127.0.0.1:{options.Port}\r\n"
        + "Accept: text/event-stream\r\nCache-Control: no-cache\r\n\r\n");

    private void OnReady(int tag)
    {
        if (tag >= 0)
        {
            Advance(_readers[tag]);
        }
        else if (_publishers[~tag].Advance(Clock.Now) is { } elapsed)
        {
            ResponseTimes.Add(elapsed);
            Responses++;
        }
    }

    private void Advance(Reader reader)
    {
        var before = reader.State;
        reader.Advance(_request, Clock.Now);
        if (before is Reader.Progress.Connecting or Reader.Progress.Head && reader.State is Reader.Progress.Open or Reader.Progress.Closed)
        {
            Opening--;
            if (reader.State == Reader.Progress.Open)
            {
                Live += reader is { Reads: true, HasResumed: false } ? 1 : 0;
                if (!reader.Reads)
                {
                    _poller.Remove(reader.Socket);
                }
            }
        }
        else if (before == Reader.Progress.Open && reader is { State: Reader.Progress.Closed, HasResumed: false })
        {
            Closed++;
            Live--;
            ledger.RemoveReader(reader);
        }
    }
}

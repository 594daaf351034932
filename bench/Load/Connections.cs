using System.Text;

namespace Dots.Bench.Load;

/// <summary>The readers' streams and the publishers' connections. Nothing happens on them but in <see cref="Poll"/>.</summary>
internal sealed class Connections(LoadOptions options, Ledger ledger, string authorization) : IDisposable
{
    private static readonly TimeSpan OpeningPatience = TimeSpan.FromSeconds(60);

    private readonly PublishRequest _publishRequest = new(options, authorization);
    private readonly Poller _poller = new();
    private readonly List<Reader> _readers = [];
    private readonly List<Publisher> _publishers = [];
    private byte[] _request = RequestFrom(options, cursor: null);

    public IReadOnlyList<Reader> Readers => _readers;

    /// <summary>How many streams are on their way to being open.</summary>
    public int Opening { get; private set; }

    /// <summary>How many streams that read from now on, and not from a cursor, are open.</summary>
    public int Live { get; private set; }

    /// <summary>How many of these the server has closed.</summary>
    public int Closed { get; private set; }

    /// <summary>How long the server took to answer the requests that publish.</summary>
    public Histogram Answers { get; } = new();

    public int Answered { get; private set; }

    public bool ArePublishing => _publishers.Exists(publisher => publisher.IsBusy);

    /// <summary>Opens streams, and returns when all are.</summary>
    /// <exception cref="InvalidOperationException">The server refused one.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public void Open(int count, Func<Reader> make)
    {
        var deadline = Clock.Now() + Clock.Nanoseconds(OpeningPatience);
        var first = _readers.Count;
        while (_readers.Count - first < count || Opening > 0)
        {
            while (_readers.Count - first < count && Opening < options.Handshakes)
            {
                OpenOne(make());
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

    /// <summary>Begins to open a stream.</summary>
    public void OpenOne(Reader reader)
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

    /// <summary>Streams that are opened from here on ask for what came after this event.</summary>
    public void AskFrom(long cursor) => _request = RequestFrom(options, cursor);

    public Publisher? FreePublisher()
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

    public void Poll(TimeSpan atMost) => _poller.Poll(atMost, Ready);

    public void PollFor(TimeSpan time)
    {
        var end = Clock.Now() + Clock.Nanoseconds(time);
        while (Clock.Now() is var now && now < end)
        {
            Poll(TimeSpan.FromMilliseconds(Math.Max(1, (end - now) / 1e6)));
        }
    }

    public void ForgetAnswers()
    {
        Answers.Clear();
        Answered = 0;
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

    private void Ready(int tag)
    {
        if (tag >= 0)
        {
            Advance(_readers[tag]);
        }
        else if (_publishers[~tag].Advance(Clock.Now) is { } took)
        {
            Answers.Add(took);
            Answered++;
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
            ledger.Leave(reader);
        }
    }
}

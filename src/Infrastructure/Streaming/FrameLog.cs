using System.Buffers;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Events;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// The recent frames of one channel in one wire format, and who reads them. It holds every event of its channel with an id above
/// <see cref="Floor"/>; what is older must be read from the <see cref="EventLog"/>.
/// </summary>
/// <remarks>Appended to by the one reader of the log; read by any number of threads.</remarks>
internal sealed class FrameLog
{
    /// <summary>Below all ids.</summary>
    public const long OutOfWindow = -1;

    private readonly Lock _gate = new();
    private readonly List<FrameSegment> _segments = [];
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly int _windowBytes;
    private readonly int[] _announced;
    private long _lastId;
    private long _floor;
    private int _bytes;

    // Nearly all readers of a busy channel stand at the same cursor: the answer to one is the answer to the next.
    private (long After, long Before, FrameRun Run) _lastAnswer = (-1, -1, default);

    public FrameLog(string channel, IFrameFormat format, long floor, int windowBytes, int workers)
    {
        Channel = channel;
        Format = format;
        _floor = floor;
        _lastId = floor;
        _windowBytes = windowBytes;
        _announced = new int[workers];
        Readers = new SubscriptionSet[workers];
        for (var i = 0; i < workers; i++)
        {
            Readers[i] = new SubscriptionSet();
        }
    }

    public string Channel { get; }

    public IFrameFormat Format { get; }

    /// <summary>The subscriptions, apart by the worker that serves them.</summary>
    public SubscriptionSet[] Readers { get; }

    /// <summary>How many streams hold this log open, registered or on their way. Guarded by the hub.</summary>
    public int Holders { get; set; }

    public long Floor => Volatile.Read(ref _floor);

    /// <summary>When the newest event was appended to the event log; for measuring.</summary>
    public DateTimeOffset NewestAppendedAt { get; private set; }

    /// <summary>Completes when what can be kept of the past has been read in. Resuming before that is correct too, only slower.</summary>
    public Task Preloaded { get; set; } = Task.CompletedTask;

    /// <returns>False when the worker has an announcement that it has not taken yet.</returns>
    public bool Announce(int worker) => Interlocked.Exchange(ref _announced[worker], 1) == 0;

    public void TakeAnnouncement(int worker) => Interlocked.Exchange(ref _announced[worker], 0);

    /// <summary>Appends the next event. One that is here already is passed over, so that a page may be published again after a failure.</summary>
    public void Append(ServerEvent serverEvent)
    {
        if (serverEvent.Id <= _lastId)
        {
            return;
        }

        _scratch.ResetWrittenCount();
        Format.Write(serverEvent, _scratch);
        lock (_gate)
        {
            if (_segments.Count == 0 || !_segments[^1].TryAppend(serverEvent, _scratch.WrittenSpan))
            {
                var segment = FrameSegment.StartingWith(serverEvent, _scratch.WrittenSpan);
                _segments.Add(segment);
                _bytes += segment.Bytes;
                while (_bytes > _windowBytes && _segments.Count > 1)
                {
                    Volatile.Write(ref _floor, _segments[0].LastId);
                    _bytes -= _segments[0].Bytes;
                    _segments.RemoveAt(0);
                }
            }

            NewestAppendedAt = serverEvent.AppendedAt;
            Volatile.Write(ref _lastId, serverEvent.Id);
        }
    }

    /// <summary>Leaves an event out: whoever has not seen it yet must read it from the log.</summary>
    public void Skip(ServerEvent serverEvent)
    {
        if (serverEvent.Id <= _lastId)
        {
            return;
        }

        lock (_gate)
        {
            _segments.Clear();
            _bytes = 0;
            _lastAnswer = (-1, -1, default);
            NewestAppendedAt = serverEvent.AppendedAt;
            Volatile.Write(ref _floor, serverEvent.Id);
            Volatile.Write(ref _lastId, serverEvent.Id);
        }
    }

    /// <summary>Puts older events in front, which moves the floor down.</summary>
    /// <param name="events">All events of the channel with floor &lt; id &lt;= the present floor, ascending.</param>
    /// <param name="floor">The new floor.</param>
    /// <param name="through">The floor up to which the events reach; nothing happens if it has moved on, for there would be a hole.</param>
    public void Prepend(IReadOnlyList<ServerEvent> events, long floor, long through)
    {
        var scratch = new ArrayBufferWriter<byte>();
        var older = new List<FrameSegment>();
        foreach (var serverEvent in events)
        {
            scratch.ResetWrittenCount();
            Format.Write(serverEvent, scratch);
            if (older.Count == 0 || !older[^1].TryAppend(serverEvent, scratch.WrittenSpan))
            {
                older.Add(FrameSegment.StartingWith(serverEvent, scratch.WrittenSpan));
            }
        }

        lock (_gate)
        {
            if (_floor != through)
            {
                return;
            }

            // As many of the newest of them as the window has room for.
            for (var i = older.Count - 1; i >= 0; i--)
            {
                if (_bytes + older[i].Bytes > _windowBytes)
                {
                    floor = older[i].LastId;
                    break;
                }

                _segments.Insert(0, older[i]);
                _bytes += older[i].Bytes;
            }

            Volatile.Write(ref _floor, floor);
            _lastAnswer = (-1, -1, default);
        }
    }

    /// <summary>
    /// The first id above the cursor; <see cref="long.MaxValue"/> when there is none, and <see cref="OutOfWindow"/> when the frames right
    /// after the cursor are no longer here. Told under the lock: a look at the floor before would not hold while the window moves on.
    /// </summary>
    public long NextId(long after)
    {
        if (Volatile.Read(ref _lastId) <= after)
        {
            return long.MaxValue;
        }

        lock (_gate)
        {
            return after < _floor ? OutOfWindow : SegmentAfter(after) is { } segment ? segment.NextId(after) : long.MaxValue;
        }
    }

    /// <summary>The next run of frames with <paramref name="after"/> &lt; id &lt; <paramref name="before"/>.</summary>
    /// <returns>A run whose cursor is <paramref name="after"/> when there is none; null when the window has moved past the cursor.</returns>
    public FrameRun? Read(long after, long before, StreamRequest? filter)
    {
        lock (_gate)
        {
            if (filter is null && _lastAnswer.After == after && _lastAnswer.Before == before)
            {
                return _lastAnswer.Run;
            }

            if (after < _floor)
            {
                return null;
            }

            var run = SegmentAfter(after)?.Read(after, before, filter) ?? new FrameRun(default, after, 0);
            if (filter is null)
            {
                _lastAnswer = (after, before, run);
            }

            return run;
        }
    }

    private FrameSegment? SegmentAfter(long after)
    {
        var (low, high) = (0, _segments.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _segments[middle].LastId > after ? (low, middle) : (middle + 1, high);
        }

        return low < _segments.Count ? _segments[low] : null;
    }
}

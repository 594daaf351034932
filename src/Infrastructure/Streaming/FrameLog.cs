using System.Buffers;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Events;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// The recent frames of one channel in one wire format, and the subscriptions to it. It contains every event of its channel with an id above
/// <see cref="Floor"/>; older events must be read from the <see cref="EventLog"/>.
/// </summary>
/// <remarks>Appended to by the one reader of the log; read by any number of threads.</remarks>
internal sealed class FrameLog
{
    /// <summary>Returned by <see cref="NextId"/> if the window has moved past the cursor. Lower than every id.</summary>
    public const long OutOfWindow = -1;

    private readonly Lock _gate = new();
    private readonly List<FrameSegment> _segments = [];
    private readonly ArrayBufferWriter<byte> _scratch = new();
    private readonly int[] _pending;
    private long _lastId;
    private long _floor;
    private int _bytes;

    // Nearly all readers of a busy channel have the same cursor, so the result for one is reused for the next.
    private (long After, long Before, FrameRun Run) _lastRead = (-1, -1, default);

    public FrameLog(string channel, IFrameFormat format, long floor, int windowBytes, int workers)
    {
        Channel = channel;
        Format = format;
        _floor = floor;
        _lastId = floor;
        WindowBytes = windowBytes;
        _pending = new int[workers];
        Readers = new SubscriptionSet[workers];
        for (var i = 0; i < workers; i++)
        {
            Readers[i] = new SubscriptionSet();
        }
    }

    public string Channel { get; }

    public IFrameFormat Format { get; }

    /// <summary>The number of bytes of frames that are kept, but at least one event.</summary>
    public int WindowBytes { get; }

    /// <summary>The subscriptions, by the worker that serves them.</summary>
    public SubscriptionSet[] Readers { get; }

    /// <summary>The number of streams that have acquired this log. Guarded by <see cref="ChannelLogs"/>.</summary>
    public int Holders { get; set; }

    public long Floor => Volatile.Read(ref _floor);

    /// <summary>When the newest event was appended to the event log; for metrics.</summary>
    public DateTimeOffset NewestAppendedAt { get; private set; }

    /// <summary>Completes when recent events have been preloaded. Resuming before that is correct too, but slower.</summary>
    public Task Preloaded { get; set; } = Task.CompletedTask;

    /// <returns>False if the log is already pending for this worker.</returns>
    public bool TryMarkPending(int worker) => Interlocked.Exchange(ref _pending[worker], 1) == 0;

    public void ClearPending(int worker) => Interlocked.Exchange(ref _pending[worker], 0);

    /// <summary>Appends the next event. One that is already in the log is ignored, so that a page can be published again after a failure.</summary>
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
                while (_bytes > WindowBytes && _segments.Count > 1)
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

    /// <summary>Moves the window past all events up to an id: readers that have not received them must read them from the event log.</summary>
    public void SkipThrough(long id)
    {
        if (id <= _lastId)
        {
            return;
        }

        lock (_gate)
        {
            _segments.Clear();
            _bytes = 0;
            _lastRead = (-1, -1, default);
            Volatile.Write(ref _floor, id);
            Volatile.Write(ref _lastId, id);
        }
    }

    /// <summary>Inserts older events before the present ones, which lowers the floor.</summary>
    /// <param name="events">All events of the channel with <paramref name="floor"/> &lt; id &lt;= <paramref name="through"/>, ascending.</param>
    /// <param name="floor">The new floor.</param>
    /// <param name="through">The expected current floor. If it has changed, nothing is inserted, because there would be a gap.</param>
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

            // Newest first, as many as fit into the window.
            for (var i = older.Count - 1; i >= 0; i--)
            {
                if (_bytes + older[i].Bytes > WindowBytes)
                {
                    floor = older[i].LastId;
                    break;
                }

                _segments.Insert(0, older[i]);
                _bytes += older[i].Bytes;
            }

            Volatile.Write(ref _floor, floor);
            _lastRead = (-1, -1, default);
        }
    }

    /// <summary>
    /// The first id above the cursor; <see cref="long.MaxValue"/> if there is none, and <see cref="OutOfWindow"/> if the frames right after
    /// the cursor have left the window. The floor is checked under the same lock: an earlier check could be outdated.
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
    /// <returns>A run that ends at <paramref name="after"/> if there is no such frame; null if the window has moved past the cursor.</returns>
    public FrameRun? Read(long after, long before, StreamRequest? filter)
    {
        lock (_gate)
        {
            if (filter is null && _lastRead.After == after && _lastRead.Before == before)
            {
                return _lastRead.Run;
            }

            if (after < _floor)
            {
                return null;
            }

            var run = SegmentAfter(after)?.Read(after, before, filter) ?? new FrameRun(default, after, 0);
            if (filter is null)
            {
                _lastRead = (after, before, run);
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

using System.Runtime.CompilerServices;
using Dots.Application.Streaming;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// One stream: a cursor over the recent frames of its channels. It owns no queue and copies nothing; when it is behind, all pending frames
/// go out in as few sends as possible. Triggering a delivery never blocks.
/// </summary>
/// <remarks>
/// At most one send is in progress. The thread that moves the state from idle to sending owns it: a worker with new events, or the ticker
/// with a keep-alive or a heartbeat. The completion of a send continues as the owner. When no frames are pending, the owner sets the state back to idle
/// and then checks once more, because a worker that brought new events in between found the stream busy and left.
/// </remarks>
internal sealed class Subscription
{
    private const int Idle = 0;
    private const int Sending = 1;
    private const int Ended = 2;

    // Not a StreamEnd: the stream continues, but must read the event log first.
    private const int LeftTheWindow = int.MaxValue;

    private readonly StreamHub _hub;
    private readonly IStreamOutput _output;
    private readonly StreamRequest? _filter;
    private readonly FrameLog[] _logs;
    private readonly TaskCompletionSource<StreamEnd?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ValueTaskAwaiter _pending;
    private Action? _onSent;
    private long _cursor;
    private long _lastSend = Environment.TickCount64;
    private long _pendingSince;
    private int _state;
    private int _end = -1;

    public Subscription(StreamHub hub, FrameLog[] logs, StreamRequest request, long cursor, IStreamOutput output, int worker)
    {
        _hub = hub;
        _logs = logs;
        _filter = request.WantsAll ? null : request;
        _output = output;
        _cursor = cursor;
        Worker = worker;
        Slots = new int[logs.Length];
    }

    /// <summary>The index of the worker that serves this stream.</summary>
    public int Worker { get; }

    /// <summary>The log of the channel that the stream was opened for; the request may name further channels.</summary>
    public FrameLog MainLog => _logs[0];

    /// <summary>Its index in the <see cref="SubscriptionSet"/> of each of its logs. Guarded by that set.</summary>
    public int[] Slots { get; }

    /// <summary>
    /// Completes after the last send with the reason for the end; with null when the window has moved past a reader that had kept up, so
    /// that the events after <see cref="Cursor"/> must be read from the event log.
    /// </summary>
    public Task<StreamEnd?> Completion => _ended.Task;

    /// <summary>The id up to which events have been sent or filtered out. Stable once the stream has ended.</summary>
    public long Cursor => _cursor;

    public int IndexOf(SubscriptionSet set)
    {
        for (var i = 0; i < _logs.Length; i++)
        {
            if (ReferenceEquals(_logs[i].Readers[Worker], set))
            {
                return i;
            }
        }

        throw new InvalidOperationException("The subscription is not in this set.");
    }

    /// <summary>Sends pending frames. If a send is in progress, its completion sends them instead.</summary>
    public void Deliver()
    {
        if (Interlocked.CompareExchange(ref _state, Sending, Idle) == Idle)
        {
            Pump(default, hasKeptUp: true);
        }
    }

    /// <summary>Sends a keep-alive if the stream has been quiet, and aborts the stream if its send has timed out.</summary>
    public void Tick(long now, StreamOptions options)
    {
        // State and _lastSend would not do: a quiet stream that has just become "sending" still has the old _lastSend.
        var pendingSince = Volatile.Read(ref _pendingSince);
        if (pendingSince != 0)
        {
            if (now - pendingSince >= options.SendTimeout.TotalMilliseconds)
            {
                Cut(StreamEnd.TooSlow);
            }
        }
        else if (now - Volatile.Read(ref _lastSend) >= options.KeepAlive.TotalMilliseconds
            && Interlocked.CompareExchange(ref _state, Sending, Idle) == Idle)
        {
            Pump(MainLog.Format.KeepAlive, hasKeptUp: true);
        }
    }

    /// <returns>False if a send is in progress, or the stream has ended.</returns>
    public bool TrySendHeartbeat()
    {
        if (Interlocked.CompareExchange(ref _state, Sending, Idle) != Idle)
        {
            return false;
        }

        Pump(MainLog.Format.Heartbeat, hasKeptUp: true);
        return true;
    }

    /// <summary>Ends the stream after the send in progress, if any.</summary>
    public void End(StreamEnd end)
    {
        Interlocked.CompareExchange(ref _end, (int)end, -1);
        if (Interlocked.CompareExchange(ref _state, Ended, Idle) == Idle)
        {
            Complete();
        }
    }

    /// <summary>Ends the stream immediately, aborting a send in progress.</summary>
    public void Cut(StreamEnd end)
    {
        Interlocked.CompareExchange(ref _end, (int)end, -1);
        _output.Abort();
        End(end);
    }

    // Runs only on the thread that owns the sending state.
    private void Pump(ReadOnlyMemory<byte> first, bool hasKeptUp)
    {
        try
        {
            if (!first.IsEmpty && !TrySend(first))
            {
                return;
            }

            while (true)
            {
                while (_end < 0 && TryNext(hasKeptUp, out var run))
                {
                    _cursor = run.Through;
                    if (!run.Bytes.IsEmpty)
                    {
                        _hub.Metrics.Delivered(run.Count, run.Bytes.Length);
                        if (!TrySend(run.Bytes))
                        {
                            return;
                        }
                    }
                }

                if (Volatile.Read(ref _end) >= 0)
                {
                    Volatile.Write(ref _state, Ended);
                    Complete();
                    return;
                }

                Volatile.Write(ref _state, Idle);
                Interlocked.MemoryBarrier();
                if ((!IsBehind() && Volatile.Read(ref _end) < 0) || Interlocked.CompareExchange(ref _state, Sending, Idle) != Idle)
                {
                    return;
                }
            }
        }
        catch (Exception)
        {
            // Only the connection can fail here.
            Interlocked.CompareExchange(ref _end, (int)StreamEnd.ReaderGone, -1);
            Volatile.Write(ref _state, Ended);
            Complete();
        }
    }

    /// <returns>False if the send is still in progress; <see cref="OnSent"/> continues when it completes.</returns>
    private bool TrySend(ReadOnlyMemory<byte> bytes)
    {
        Volatile.Write(ref _lastSend, _hub.Now);
#pragma warning disable CA2012 // Awaited manually, once: an async method would cost a state machine per stream and a task per event.
        var send = _output.SendAsync(bytes).GetAwaiter();
#pragma warning restore CA2012
        if (send.IsCompleted)
        {
            send.GetResult();
            return true;
        }

        _pending = send;
        Volatile.Write(ref _pendingSince, _hub.Now);
        _pending.UnsafeOnCompleted(_onSent ??= OnSent);
        return false;
    }

    private void OnSent()
    {
        Volatile.Write(ref _pendingSince, 0);
        try
        {
            _pending.GetResult();
        }
        catch (Exception)
        {
            Interlocked.CompareExchange(ref _end, (int)StreamEnd.ReaderGone, -1);
        }

        _pending = default;
        Pump(default, hasKeptUp: false);
    }

    private bool IsBehind()
    {
        var head = _hub.Head;
        foreach (var log in _logs)
        {
            if (log.NextId(_cursor) <= head)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The next run of frames in log order, across all channels of the stream.</summary>
    private bool TryNext(bool hasKeptUp, out FrameRun run)
    {
        // Events up to the head are in all logs. Beyond it one log may be ahead of another, and a run from it would be sent out of order.
        var before = _hub.Head + 1;
        FrameLog? next = null;
        var nextId = before;
        foreach (var log in _logs)
        {
            var id = log.NextId(_cursor);
            if (id == FrameLog.OutOfWindow)
            {
                LeaveTheWindow(hasKeptUp);
                run = default;
                return false;
            }

            if (id < nextId)
            {
                (before, next, nextId) = (nextId, log, id);
            }
            else
            {
                before = Math.Min(before, id);
            }
        }

        if (next is null)
        {
            run = default;
            return false;
        }

        if (next.Read(_cursor, before, _filter) is { } found)
        {
            run = found;
            return true;
        }

        LeaveTheWindow(hasKeptUp);
        run = default;
        return false;
    }

    private void LeaveTheWindow(bool hasKeptUp)
    {
        // A reader whose sends all completed synchronously did not cause this: the burst was larger than the window.
        Interlocked.CompareExchange(ref _end, hasKeptUp ? LeftTheWindow : (int)StreamEnd.TooFarBehind, -1);
        if (!hasKeptUp)
        {
            _output.Abort();
        }
    }

    private void Complete() => _ended.TrySetResult(_end == LeftTheWindow ? null : (StreamEnd)_end);
}

using System.Runtime.CompilerServices;
using Dots.Application.Streaming;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// One stream: a cursor over the recent frames of its channels. It owns no queue and no copy; when it is behind, everything that is due
/// goes out in one send, and whoever wakes it never waits for it.
/// </summary>
/// <remarks>
/// At most one send is under way, begun by whoever moved the state from idle to sending: the worker that brings news, the keep-alive
/// clock, or the completion of the send before. When nothing is due any more, the one who sends goes back to idle and then looks once
/// again, because news may have come in between and its bringer found the stream busy.
/// </remarks>
internal sealed class Subscription
{
    private const int Idle = 0;
    private const int Sending = 1;
    private const int Ended = 2;

    // In place of a reason to end: the stream goes on, but must read the log first.
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
        Places = new int[logs.Length];
    }

    /// <summary>Which worker serves it.</summary>
    public int Worker { get; }

    /// <summary>The log of the channel that the stream was opened for; the others ride along.</summary>
    public FrameLog MainLog => _logs[0];

    /// <summary>Where it stands in the <see cref="SubscriptionSet"/> of each of its logs. Guarded by that set.</summary>
    public int[] Places { get; }

    /// <summary>
    /// Completes, once nothing is being sent any more, with the reason; with null when the recent frames have moved on past a reader who
    /// had kept up, so that what comes after <see cref="Cursor"/> must be read from the log.
    /// </summary>
    public Task<StreamEnd?> Completion => _ended.Task;

    /// <summary>What was sent last. Stable once the stream has ended.</summary>
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

    /// <summary>Sends what is due, unless a send is under way: then its completion will.</summary>
    public void Deliver()
    {
        if (Interlocked.CompareExchange(ref _state, Sending, Idle) == Idle)
        {
            Pump(default, hasKeptUp: true);
        }
    }

    /// <summary>Sends a keep-alive on a stream that has been quiet, and cuts off one whose send takes too long.</summary>
    public void Tick(long now, StreamOptions options)
    {
        // Not "sending, and the last send was long ago": a stream that was quiet for long is that, too, between the state and the send.
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

    /// <summary>Ends the stream after the send under way, if there is one.</summary>
    public void End(StreamEnd end)
    {
        Interlocked.CompareExchange(ref _end, (int)end, -1);
        if (Interlocked.CompareExchange(ref _state, Ended, Idle) == Idle)
        {
            Complete();
        }
    }

    /// <summary>Ends the stream at once, in the middle of a send if need be.</summary>
    public void Cut(StreamEnd end)
    {
        Interlocked.CompareExchange(ref _end, (int)end, -1);
        _output.Abort();
        End(end);
    }

    // Only the holder of the sending state is in here.
    private void Pump(ReadOnlyMemory<byte> keepAlive, bool hasKeptUp)
    {
        try
        {
            if (!keepAlive.IsEmpty && !TrySend(keepAlive))
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
            // The one thing that fails here is the wire.
            Interlocked.CompareExchange(ref _end, (int)StreamEnd.ReaderGone, -1);
            Volatile.Write(ref _state, Ended);
            Complete();
        }
    }

    /// <returns>False when the send goes on; <see cref="OnSent"/> takes over then.</returns>
    private bool TrySend(ReadOnlyMemory<byte> bytes)
    {
        Volatile.Write(ref _lastSend, _hub.Now);
#pragma warning disable CA2012 // Awaited by hand, once: an async method would cost each stream a state machine, and each event a task.
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

    /// <summary>The next run in the order of the log, whichever channel it is on.</summary>
    private bool TryNext(bool hasKeptUp, out FrameRun run)
    {
        // Events up to the head are in all logs. Beyond it one log may be ahead of another, and a run from it would jump the order.
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
        // A burst larger than the window is not the fault of a reader that took each send at once.
        Interlocked.CompareExchange(ref _end, hasKeptUp ? LeftTheWindow : (int)StreamEnd.TooFarBehind, -1);
        if (!hasKeptUp)
        {
            _output.Abort();
        }
    }

    private void Complete() => _ended.TrySetResult(_end == LeftTheWindow ? null : (StreamEnd)_end);
}

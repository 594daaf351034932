using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace Dots.Bench.Load;

/// <summary>
/// One stream of Server-Sent Events. Events are recognised by a number between two tildes, wherever the server puts the text.
/// </summary>
internal sealed class Reader(Ledger ledger, bool reads, bool hasResumed)
{
    private const int MaxHead = 16 * 1024;

    /// <summary>Where the next bytes are read to; below it is room for what the read before has left over.</summary>
    private const int SharedStart = 128 * 1024;

    // One for all, because there is one thread and nothing stays in it from one read to the next.
    private static readonly byte[] Shared = new byte[512 * 1024];

    private byte[] _rest = [];
    private int _restLength;
    private bool _isChunked;
    private ChunkedBody _chunks;

    public enum Progress
    {
        Connecting,
        Head,
        Open,
        Closed,
    }

    public int Socket { get; private set; } = -1;

    public Progress State { get; private set; }

    /// <summary>Set when the stream could not be opened.</summary>
    public string? Refusal { get; private set; }

    /// <summary>False for one that never reads after the head.</summary>
    public bool Reads { get; } = reads;

    public bool HasResumed { get; } = hasResumed;

    /// <summary>The place, in the order of the ledger, of the event that is due next.</summary>
    public int Position { get; set; }

    /// <summary>The id of the last event, where the server gives one.</summary>
    public long LastId { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>All of them, keep-alives too.</summary>
    public long Frames { get; private set; }

    public void Connect(Poller poller, int port, int tag)
    {
        Socket = LibC.ConnectToLoopback(port, Reads ? 0 : 4096);
        poller.Add(Socket, tag);
    }

    /// <summary>Goes on as far as it can without waiting.</summary>
    public void Advance(ReadOnlySpan<byte> request, Func<long> clock)
    {
        if (State == Progress.Connecting && !TrySendRequest(request))
        {
            return;
        }

        while (State is Progress.Head or Progress.Open)
        {
            var count = Receive();
            if (count < 0 && Marshal.GetLastPInvokeError() == LibC.Again)
            {
                return;
            }

            if (count <= 0)
            {
                Close(State == Progress.Head ? "closed before the response" : null);
                return;
            }

            Bytes += count;
            Take(Shared.AsSpan(SharedStart, count), clock());
            if (!Reads && State == Progress.Open)
            {
                return;
            }

            // Edge-triggered: what comes later is told anew.
            if (count < Shared.Length - SharedStart)
            {
                return;
            }
        }
    }

    public void Close(string? refusal = null)
    {
        if (State == Progress.Closed)
        {
            return;
        }

        if (State != Progress.Open)
        {
            Refusal ??= refusal;
        }

        State = Progress.Closed;
        _rest = [];
        LibC.Reset(Socket);
    }

    private bool TrySendRequest(ReadOnlySpan<byte> request)
    {
        if (LibC.ErrorOf(Socket) is not 0 and var error)
        {
            Close(Marshal.GetPInvokeErrorMessage(error));
            return false;
        }

        unsafe
        {
            fixed (byte* pointer = request)
            {
                if (LibC.Send(Socket, pointer, request.Length, LibC.NoSignal) != request.Length)
                {
                    Close("the request was not taken");
                    return false;
                }
            }
        }

        State = Progress.Head;
        return true;
    }

    private unsafe int Receive()
    {
        fixed (byte* pointer = &Shared[SharedStart])
        {
            return (int)LibC.Receive(Socket, pointer, Shared.Length - SharedStart, 0);
        }
    }

    private void Take(Span<byte> bytes, long now)
    {
        if (State == Progress.Head)
        {
            TakeHead(bytes, now);
        }
        else
        {
            TakeBody(bytes, now);
        }
    }

    private void TakeHead(Span<byte> bytes, long now)
    {
        // Nearly always in one piece, and then perhaps with much of the body behind it.
        var head = bytes;
        if (_restLength > 0)
        {
            Keep(bytes);
            head = _rest.AsSpan(0, _restLength);
        }

        var end = head.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            if (_restLength == 0)
            {
                Keep(bytes);
            }

            if (_restLength > MaxHead)
            {
                Close("the response's head does not end");
            }

            return;
        }

        var text = Encoding.Latin1.GetString(head[..end]);
        if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
        {
            Close(text.Split('\r')[0]);
            return;
        }

        _isChunked = text.Contains("transfer-encoding: chunked", StringComparison.OrdinalIgnoreCase);
        State = Progress.Open;

        var body = head[(end + 4)..];
        body.CopyTo(Shared.AsSpan(SharedStart));
        (_rest, _restLength) = ([], 0);
        TakeBody(Shared.AsSpan(SharedStart, body.Length), now);
    }

    private void TakeBody(Span<byte> bytes, long now)
    {
        var length = _isChunked ? _chunks.Unwrap(bytes) : bytes.Length;

        // What was left of the last read goes in front; there is room for it below the place that is read to.
        var start = SharedStart - _restLength;
        _rest.AsSpan(0, _restLength).CopyTo(Shared.AsSpan(start));
        var text = Shared.AsSpan(start, _restLength + length);
        _restLength = 0;

        int end;
        while ((end = text.IndexOf("\n\n"u8)) >= 0)
        {
            TakeFrame(text[..end], now);
            text = text[(end + 2)..];
        }

        Keep(text);
    }

    private void TakeFrame(ReadOnlySpan<byte> frame, long now)
    {
        Frames++;
        if (frame.StartsWith("id: "u8) && Utf8Parser.TryParse(frame[4..], out long id, out _))
        {
            LastId = id;
        }

        var mark = frame.IndexOf((byte)'~');
        if (mark >= 0 && Utf8Parser.TryParse(frame[(mark + 1)..], out int number, out _))
        {
            ledger.Receive(this, number, now);
        }
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (_restLength + bytes.Length > _rest.Length)
        {
            Array.Resize(ref _rest, Math.Max(1024, _restLength + bytes.Length));
        }

        bytes.CopyTo(_rest.AsSpan(_restLength));
        _restLength += bytes.Length;
    }
}

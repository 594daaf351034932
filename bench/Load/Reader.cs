using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;

namespace Dots.Bench.Load;

/// <summary>
/// One stream of Server-Sent Events. Events are identified by a number between two tildes anywhere in the frame.
/// </summary>
internal sealed class Reader(Ledger ledger, bool reads, bool hasResumed)
{
    private const int MaxHead = 16 * 1024;

    /// <summary>The offset for received bytes. The space before it takes the incomplete frame that the previous read left over.</summary>
    private const int ReceiveOffset = 128 * 1024;

    // Shared by all readers: there is one thread, and no data stays in it between reads.
    private static readonly byte[] Buffer = new byte[512 * 1024];

    private byte[] _partial = [];
    private int _partialLength;
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

    /// <summary>The reason if the stream could not be opened.</summary>
    public string? Refusal { get; private set; }

    /// <summary>False for a stalled reader, which stops reading after the response header.</summary>
    public bool Reads { get; } = reads;

    public bool HasResumed { get; } = hasResumed;

    /// <summary>The position of the next expected event in the ledger's order.</summary>
    public int Position { get; set; }

    /// <summary>The id of the last event, if the server sends ids.</summary>
    public long LastId { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>The number of received frames, including keep-alives.</summary>
    public long Frames { get; private set; }

    public void Connect(Poller poller, int port, int tag)
    {
        Socket = LibC.ConnectToLoopback(port, Reads ? 0 : 4096);
        poller.Add(Socket, tag);
    }

    /// <summary>Makes as much progress as possible without blocking.</summary>
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
            Process(Buffer.AsSpan(ReceiveOffset, count), clock());
            if (!Reads && State == Progress.Open)
            {
                return;
            }

            // A short read has drained the socket; epoll reports later data.
            if (count < Buffer.Length - ReceiveOffset)
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
        _partial = [];
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
                    Close("the request could not be sent");
                    return false;
                }
            }
        }

        State = Progress.Head;
        return true;
    }

    private unsafe int Receive()
    {
        fixed (byte* pointer = &Buffer[ReceiveOffset])
        {
            return (int)LibC.Receive(Socket, pointer, Buffer.Length - ReceiveOffset, 0);
        }
    }

    private void Process(Span<byte> bytes, long now)
    {
        if (State == Progress.Head)
        {
            ProcessHead(bytes, now);
        }
        else
        {
            ProcessBody(bytes, now);
        }
    }

    private void ProcessHead(Span<byte> bytes, long now)
    {
        // The header nearly always arrives in one read, perhaps together with much of the body.
        var head = bytes;
        if (_partialLength > 0)
        {
            Save(bytes);
            head = _partial.AsSpan(0, _partialLength);
        }

        var end = head.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            if (_partialLength == 0)
            {
                Save(bytes);
            }

            if (_partialLength > MaxHead)
            {
                Close("the response header is too long");
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
        body.CopyTo(Buffer.AsSpan(ReceiveOffset));
        (_partial, _partialLength) = ([], 0);
        ProcessBody(Buffer.AsSpan(ReceiveOffset, body.Length), now);
    }

    private void ProcessBody(Span<byte> bytes, long now)
    {
        var length = _isChunked ? _chunks.Decode(bytes) : bytes.Length;

        // Prepend the incomplete frame of the previous read.
        var start = ReceiveOffset - _partialLength;
        _partial.AsSpan(0, _partialLength).CopyTo(Buffer.AsSpan(start));
        var text = Buffer.AsSpan(start, _partialLength + length);
        _partialLength = 0;

        while (true)
        {
            text = SkipLines(text);
            var end = text.IndexOf("\n\n"u8);
            if (end < 0)
            {
                break;
            }

            ProcessFrame(text[..end], now);
            text = text[(end + 2)..];
        }

        Save(text);
    }

    /// <summary>Skips comments and retry times before a frame, which may have a blank line of their own, and counts the comments as frames.</summary>
    private Span<byte> SkipLines(Span<byte> text)
    {
        while (!text.IsEmpty && text[0] is (byte)':' or (byte)'r' or (byte)'\n' && text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Frames += text[0] == ':' ? 1 : 0;
            text = text[(end + 1)..];
        }

        return text;
    }

    private void ProcessFrame(ReadOnlySpan<byte> frame, long now)
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

    private void Save(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        if (_partialLength + bytes.Length > _partial.Length)
        {
            Array.Resize(ref _partial, Math.Max(1024, _partialLength + bytes.Length));
        }

        bytes.CopyTo(_partial.AsSpan(_partialLength));
        _partialLength += bytes.Length;
    }
}

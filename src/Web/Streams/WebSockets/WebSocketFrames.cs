namespace Dots.Web.Streams.WebSockets;

/// <summary>
/// Parses the frame headers in the bytes that a client sends, to find what the framework accepts or finds too late: a frame that is not masked
/// (RFC 6455 section 5.1), a length in more bytes than it needs (section 5.2), and a message that its header already shows to be too large.
/// </summary>
internal struct WebSocketFrames
{
    public const int MaxMessageBytes = 64 * 1024;

    private const byte OpcodeBits = 0x0F;
    private const byte Continuation = 0x00;
    private const byte ControlBit = 0x08;
    private const byte MaskBit = 0x80;
    private const byte LengthBits = 0x7F;
    private const byte LengthInTwoBytes = 126;
    private const byte LengthInEightBytes = 127;
    private const int MaskBytes = 4;

    private State _state;
    private byte _opcode;
    private int _missingBytes;
    private int _smallest;
    private ulong _length;
    private ulong _rest;
    private int _messageBytes;

    private enum State
    {
        Opcode,
        Length,
        ExtendedLength,
        Payload,
    }

    /// <summary>Why the socket must be closed; null as long as all bytes may be read.</summary>
    public WebSocketClose? Violation { get; private set; }

    /// <param name="bytes">Must directly follow the bytes of the previous call.</param>
    /// <returns>The number of bytes before the violation; all of them if there is none.</returns>
    public int Accept(ReadOnlySpan<byte> bytes)
    {
        var accepted = 0;
        while (accepted < bytes.Length && Violation is null)
        {
            if (_state == State.Payload)
            {
                var skipped = (int)Math.Min((ulong)(bytes.Length - accepted), _rest);
                accepted += skipped;
                _rest -= (ulong)skipped;
                _state = _rest == 0 ? State.Opcode : State.Payload;
            }
            else
            {
                Violation = ParseHeader(bytes[accepted]);
                accepted += Violation is null ? 1 : 0;
            }
        }

        return accepted;
    }

    private WebSocketClose? ParseHeader(byte next)
    {
        switch (_state)
        {
            case State.Opcode:
                (_opcode, _state) = ((byte)(next & OpcodeBits), State.Length);
                return null;
            case State.Length when (next & MaskBit) == 0:
                return WebSocketClose.Unmasked;
            case State.Length:
                _length = (ulong)(next & LengthBits);
                _missingBytes = _length switch { LengthInTwoBytes => 2, LengthInEightBytes => 8, _ => 0 };
                if (_missingBytes == 0)
                {
                    return BeginPayload();
                }

                (_smallest, _length, _state) = (_missingBytes == 2 ? LengthInTwoBytes : ushort.MaxValue + 1, 0, State.ExtendedLength);
                return null;
            default:
                _length = (_length << 8) | next;
                return --_missingBytes > 0 ? null : _length < (ulong)_smallest ? WebSocketClose.NotMinimal : BeginPayload();
        }
    }

    // Control frames may come between the fragments of a message (section 5.4), and the framework limits their length.
    private WebSocketClose? BeginPayload()
    {
        if ((_opcode & ControlBit) == 0)
        {
            var before = _opcode == Continuation ? _messageBytes : 0;
            if (_length > (ulong)(MaxMessageBytes - before))
            {
                return WebSocketClose.TooBig;
            }

            _messageBytes = before + (int)_length;
        }

        (_rest, _state) = (_length + MaskBytes, State.Payload);
        return null;
    }
}

namespace Dots.Web.Streams.WebSockets;

/// <summary>
/// Follows the frames in what a client sends, and finds one that is not masked, which ends the connection (RFC 6455 section 5.1). The
/// framework takes those.
/// </summary>
internal struct WebSocketMasks
{
    private const byte MaskBit = 0x80;
    private const byte LengthBits = 0x7F;
    private const int MaskBytes = 4;

    private int _headerBytes;
    private int _lengthBytes;
    private ulong _rest;

    /// <returns>False when a frame among the bytes, which follow on those before, has no mask.</returns>
    public bool Follow(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_rest > 0 && _lengthBytes == 0)
            {
                var skipped = Math.Min((ulong)bytes.Length, _rest);
                _rest -= skipped;
                bytes = bytes[(int)skipped..];
            }
            else if (TakeHeader(bytes[0]))
            {
                bytes = bytes[1..];
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private bool TakeHeader(byte next)
    {
        if (_lengthBytes > 0)
        {
            _rest = (_rest << 8) | next;
            if (--_lengthBytes == 0)
            {
                _rest += MaskBytes;
            }

            return true;
        }

        // The first byte has the opcode, the second the mask bit and the length, or how many bytes the length has.
        _headerBytes = (_headerBytes + 1) % 2;
        if (_headerBytes == 1)
        {
            return true;
        }

        _lengthBytes = (next & LengthBits) switch { 126 => 2, 127 => 8, _ => 0 };
        _rest = _lengthBytes > 0 ? 0 : (ulong)(next & LengthBits) + MaskBytes;
        return (next & MaskBit) != 0;
    }
}

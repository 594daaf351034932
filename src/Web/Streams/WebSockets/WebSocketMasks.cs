namespace Dots.Web.Streams.WebSockets;

/// <summary>
/// Parses the frame headers in the bytes that a client sends, to find a frame that is not masked. A server must close the connection on
/// such a frame (RFC 6455 section 5.1), which the framework accepts.
/// </summary>
internal struct WebSocketMasks
{
    private const byte MaskBit = 0x80;
    private const byte LengthBits = 0x7F;
    private const int MaskBytes = 4;

    private int _headerBytes;
    private int _lengthBytes;
    private ulong _rest;

    /// <param name="bytes">Must directly follow the bytes of the previous call.</param>
    /// <returns>False if a frame that begins in the bytes is not masked.</returns>
    public bool AreMasked(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            if (_rest > 0 && _lengthBytes == 0)
            {
                var skipped = Math.Min((ulong)bytes.Length, _rest);
                _rest -= skipped;
                bytes = bytes[(int)skipped..];
            }
            else if (ParseHeader(bytes[0]))
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

    private bool ParseHeader(byte next)
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

        // The first byte holds the opcode; the second, the mask bit and either the length or the size of the length field that follows.
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

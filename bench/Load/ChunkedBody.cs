namespace Dots.Bench.Load;

/// <summary>Incremental decoder of the chunked transfer coding (RFC 9112 section 7.1).</summary>
internal struct ChunkedBody
{
    private State _state;
    private int _remaining;

    private enum State
    {
        Size,
        Content,
        AfterContent,
        Last,
    }

    /// <summary>Removes the framing in place.</summary>
    /// <returns>The length of the content, which starts at the first byte.</returns>
    public int Decode(Span<byte> bytes)
    {
        var (from, to) = (0, 0);
        while (from < bytes.Length && _state != State.Last)
        {
            switch (_state)
            {
                case State.Size:
                    ParseSize(bytes[from++]);
                    break;

                case State.Content:
                    var count = Math.Min(_remaining, bytes.Length - from);
                    bytes.Slice(from, count).CopyTo(bytes[to..]);
                    from += count;
                    to += count;
                    _remaining -= count;
                    _state = _remaining == 0 ? State.AfterContent : State.Content;
                    break;

                default:
                    _state = bytes[from++] == '\n' ? State.Size : State.AfterContent;
                    break;
            }
        }

        return to;
    }

    private void ParseSize(byte character)
    {
        if (character == '\n')
        {
            _state = _remaining == 0 ? State.Last : State.Content;
        }
        else if (char.IsAsciiHexDigit((char)character))
        {
            _remaining = _remaining * 16 + (character <= '9' ? character - '0' : (character | 0x20) - 'a' + 10);
        }
    }
}

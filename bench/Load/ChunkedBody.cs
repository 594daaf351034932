namespace Dots.Bench.Load;

/// <summary>Takes the framing of chunks (RFC 9112 section 7.1) out of a body that comes in pieces.</summary>
internal struct ChunkedBody
{
    private State _state;
    private int _left;

    private enum State
    {
        Size,
        Content,
        AfterContent,
        Last,
    }

    /// <summary>Moves the content together, in place.</summary>
    /// <returns>How many bytes of content there are now.</returns>
    public int Unwrap(Span<byte> bytes)
    {
        var (from, to) = (0, 0);
        while (from < bytes.Length && _state != State.Last)
        {
            switch (_state)
            {
                case State.Size:
                    TakeSize(bytes[from++]);
                    break;

                case State.Content:
                    var count = Math.Min(_left, bytes.Length - from);
                    bytes.Slice(from, count).CopyTo(bytes[to..]);
                    from += count;
                    to += count;
                    _left -= count;
                    _state = _left == 0 ? State.AfterContent : State.Content;
                    break;

                default:
                    _state = bytes[from++] == '\n' ? State.Size : State.AfterContent;
                    break;
            }
        }

        return to;
    }

    private void TakeSize(byte letter)
    {
        if (letter == '\n')
        {
            _state = _left == 0 ? State.Last : State.Content;
        }
        else if (char.IsAsciiHexDigit((char)letter))
        {
            _left = _left * 16 + (letter <= '9' ? letter - '0' : (letter | 0x20) - 'a' + 10);
        }
    }
}

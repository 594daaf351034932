using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dots.Testing.Clients;

/// <summary>
/// Interprets an event stream to the letter of the HTML standard, sections 9.2.5 and 9.2.6, whatever the pieces that it comes in. Written
/// apart from the product, to be held against it.
/// </summary>
public sealed class EventParser
{
    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly StringBuilder _data = new();
    private string _id = "";
    private string _type = "";
    private bool _afterCarriageReturn;
    private bool _begun;

    /// <summary>What the client would resume from: the id of the last event that was complete.</summary>
    public string LastEventId { get; private set; } = "";

    public List<string> Comments { get; } = [];

    public List<string> Retries { get; } = [];

    /// <summary>Whether the stream stands between two frames.</summary>
    public bool IsBetweenFrames => _line.WrittenCount == 0 && _data.Length == 0 && _type.Length == 0;

    /// <returns>The events that are complete now.</returns>
    public List<Received> Feed(ReadOnlySpan<byte> bytes)
    {
        var complete = new List<Received>();
        while (!bytes.IsEmpty)
        {
            if (_afterCarriageReturn && bytes[0] == '\n')
            {
                bytes = bytes[1..];
            }

            _afterCarriageReturn = false;
            var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
            if (end < 0)
            {
                _line.Write(bytes);
                break;
            }

            _line.Write(bytes[..end]);
            _afterCarriageReturn = bytes[end] == '\r';
            bytes = bytes[(end + 1)..];

            var line = Encoding.UTF8.GetString(_line.WrittenSpan);
            _line.ResetWrittenCount();
            if (!_begun)
            {
                line = line.TrimStart('\uFEFF');
                _begun = true;
            }

            if (Interpret(line) is { } received)
            {
                complete.Add(received);
            }
        }

        return complete;
    }

    private Received? Interpret(string line)
    {
        if (line.Length == 0)
        {
            return Dispatch();
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon == 0)
        {
            Comments.Add(line[1..].TrimStart(' '));
            return null;
        }

        var name = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? "" : line[(colon + 1)..];
        Set(name, value.StartsWith(' ') ? value[1..] : value);
        return null;
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "event":
                _type = value;
                break;
            case "data":
                _data.Append(value).Append('\n');
                break;
            case "id" when !value.Contains('\0', StringComparison.Ordinal):
                _id = value;
                break;
            case "retry" when value.All(char.IsAsciiDigit):
                Retries.Add(value);
                break;
            default:
                throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"No field of an event stream: {name}"));
        }
    }

    private Received? Dispatch()
    {
        LastEventId = _id;
        var (type, data) = (_type.Length > 0 ? _type : "message", _data.ToString());
        _type = "";
        _data.Clear();
        return data.Length == 0 ? null : new Received(LastEventId, type, data[..^1]);
    }
}

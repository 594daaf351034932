using System.Buffers.Text;
using Dots.Application.Events;

namespace Dots.Web.Streams;

/// <summary>
/// An event's payload as clients receive it. <c>seq</c>, the event's id in the log, is added to messages in the activities' envelope here,
/// because it is not known until the event has been appended. Notification payloads are specified byte for byte and sent unchanged.
/// </summary>
/// <param name="Start">The first member, or empty. Apart, because the rest may be as large as a document and need not be copied.</param>
/// <param name="Rest">What follows.</param>
internal readonly record struct SequencedPayload(ReadOnlyMemory<byte> Start, ReadOnlyMemory<byte> Rest)
{
    private static readonly byte[] Name = "{\"seq\":"u8.ToArray();

    public static SequencedPayload Of(ServerEvent serverEvent)
    {
        var payload = serverEvent.Payload;
        if (serverEvent.Channel is Channels.Notifications or "" || !payload.Span.StartsWith("{\""u8))
        {
            return new SequencedPayload(default, payload);
        }

        var start = new byte[Name.Length + 21];
        Name.CopyTo(start, 0);
        Utf8Formatter.TryFormat(serverEvent.Id, start.AsSpan(Name.Length), out var length);
        start[Name.Length + length] = (byte)',';
        return new SequencedPayload(start.AsMemory(0, Name.Length + length + 1), payload[1..]);
    }
}

using System.Buffers;
using System.Buffers.Text;
using Dots.Application.Events;

namespace Dots.Web.Streams;

/// <summary>
/// An event's payload as clients receive it. <c>seq</c>, the event's id in the log, is added to messages in the activities' envelope here,
/// because it is not known until the event has been appended. Notification payloads are specified byte for byte and sent unchanged.
/// </summary>
internal static class SequencedPayload
{
    public static ReadOnlyMemory<byte> Of(ServerEvent serverEvent)
    {
        var payload = serverEvent.Payload;
        if (serverEvent.Channel is Channels.Notifications or "" || !payload.Span.StartsWith("{\""u8))
        {
            return payload;
        }

        var sequenced = new ArrayBufferWriter<byte>(payload.Length + 32);
        sequenced.Write("{\"seq\":"u8);
        Utf8Formatter.TryFormat(serverEvent.Id, sequenced.GetSpan(20), out var length);
        sequenced.Advance(length);
        sequenced.Write(","u8);
        sequenced.Write(payload.Span[1..]);
        return sequenced.WrittenMemory;
    }
}

using System.Buffers;
using System.Buffers.Text;
using Dots.Application.Events;

namespace Dots.Web.Streams;

/// <summary>
/// An event's payload as it stands on a wire. A message in the envelope of activities begins with <c>seq</c>, its place in the log, which
/// is not known before it is there; the notifications' payloads are specified letter for letter and stay as they are.
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

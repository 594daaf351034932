using System.Buffers;
using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dots.Application.Events;
using Dots.Domain.Activities;

namespace Dots.Web.Streams;

/// <summary>
/// An event's payload as it stands on a wire. A message in the envelope of activities begins with <c>seq</c>, its place in the log, which
/// is not known before it is there; the notifications' payloads are specified letter for letter and stay as they are.
/// </summary>
internal static class SequencedPayload
{
    // Members of the server's own that otherwise stand in the data, beside the parts of a document, and have no place in a whole one.
    private static readonly string[] BesideTheDocument = ["hash", "config_revision"];

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    public static ReadOnlyMemory<byte> Of(ServerEvent serverEvent)
    {
        var payload = serverEvent.Payload;
        if (serverEvent.Channel is Channels.Notifications or "" || !payload.Span.StartsWith("{\""u8))
        {
            return payload;
        }

        if (serverEvent.Document is { } document)
        {
            return WithDocument(serverEvent.Id, payload, document);
        }

        var sequenced = new ArrayBufferWriter<byte>(payload.Length + 32);
        sequenced.Write("{\"seq\":"u8);
        Utf8Formatter.TryFormat(serverEvent.Id, sequenced.GetSpan(20), out var length);
        sequenced.Advance(length);
        sequenced.Write(","u8);
        sequenced.Write(payload.Span[1..]);
        return sequenced.WrittenMemory;
    }

    /// <summary>The message with the whole document as its data, member for member as it is kept.</summary>
    private static ReadOnlyMemory<byte> WithDocument(long seq, ReadOnlyMemory<byte> payload, JsonObject document)
    {
        using var message = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = Relaxed.MaxDepth });
        var output = new ArrayBufferWriter<byte>(payload.Length);
        using (var writer = new Utf8JsonWriter(output, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteNumber("seq", seq);
            foreach (var member in message.RootElement.EnumerateObject())
            {
                if (member.NameEquals("data"))
                {
                    foreach (var own in member.Value.EnumerateObject().Where(own => BesideTheDocument.Contains(own.Name)))
                    {
                        own.WriteTo(writer);
                    }

                    writer.WritePropertyName("data");
                    document.WriteTo(writer);
                }
                else
                {
                    member.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return output.WrittenMemory;
    }
}

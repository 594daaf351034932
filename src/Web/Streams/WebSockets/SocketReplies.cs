using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dots.Web.Problems;

namespace Dots.Web.Streams.WebSockets;

/// <summary>Replies to one socket's messages: <c>{"event": "error", "ref": ..., "data": {"status": 412, "detail": "...", "revision": 8}}</c>.</summary>
internal static class SocketReplies
{
    // A client's reference is echoed as it came, and lies two levels below the message that WebSocketReceiver parses at most 512 deep.
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1024 };

    /// <summary>The client's own reference to its message; null where it gave none.</summary>
    public static JsonElement? ReferenceOf(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object && message.TryGetProperty("ref", out var reference) ? reference : null;

    public static ReadOnlyMemory<byte> Error(RequestError error, JsonElement? reference)
    {
        var reply = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(reply, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteString("event", "error");
            writer.WritePropertyName("ref");
            if (reference is { } given)
            {
                given.WriteTo(writer);
            }
            else
            {
                writer.WriteNullValue();
            }

            writer.WriteStartObject("data");
            writer.WriteNumber("status", error.Status);
            writer.WriteString("detail", error.Summary);
            if (error.CurrentRevision is { } revision)
            {
                writer.WriteNumber("revision", revision);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return reply.WrittenMemory;
    }
}

using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dots.Domain.Activities;

namespace Dots.Infrastructure.Activities.Documents;

/// <summary>A message about an activity in the form whose <c>data</c> is the whole document.</summary>
internal static class DocumentMessage
{
    public static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    // More than a document's maximum depth, because a message contains a document.
    private const int MaxDepth = 512;

    // Members that the server adds. In the ordinary form they are in the data, beside the changed members of the document.
    private static readonly string[] ServerMembers = ["hash", "config_revision"];

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    /// <returns>The change that the message announces; null if it contains none.</returns>
    public static KeyedChange? ChangeIn(JsonElement message) =>
        message.TryGetProperty("updated_fields", out var updated) && message.TryGetProperty("removed_fields", out var removed)
            ? new KeyedChange((JsonObject)JsonValue.From(updated), (JsonObject)JsonValue.From(removed))
            : null;

    /// <returns>The message with the document as its data, preceded by the members that the server had added to the data.</returns>
    public static ReadOnlyMemory<byte> With(JsonDocument message, JsonObject document)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, WriterOptions))
        {
            writer.WriteStartObject();
            foreach (var member in message.RootElement.EnumerateObject())
            {
                if (member.NameEquals("data"))
                {
                    foreach (var own in member.Value.EnumerateObject().Where(own => ServerMembers.Contains(own.Name)))
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

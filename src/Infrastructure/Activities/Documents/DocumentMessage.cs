using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dots.Domain.Activities;

namespace Dots.Infrastructure.Activities.Documents;

/// <summary>A message about an activity in the form in which <c>data</c> is the whole document, member for member.</summary>
internal static class DocumentMessage
{
    public static readonly JsonDocumentOptions ReaderOptions = new() { MaxDepth = MaxDepth };

    // Deeper than a document may be, which is only a part of a message.
    private const int MaxDepth = 512;

    // Members of the server's own that are otherwise in the data, together with the changed members of the document.
    private static readonly string[] ServerMembers = ["hash", "config_revision"];

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    /// <returns>The change that the message announces; null where it has none.</returns>
    public static KeyedChange? ChangeIn(JsonElement message) =>
        message.TryGetProperty("updated_fields", out var updated) && message.TryGetProperty("removed_fields", out var removed)
            ? new KeyedChange((JsonObject)JsonValue.From(updated), (JsonObject)JsonValue.From(removed))
            : null;

    /// <returns>The message with the document as its data, and before it the server's own members of the data.</returns>
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

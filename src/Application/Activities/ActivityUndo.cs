using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dots.Domain.Activities;

namespace Dots.Application.Activities;

/// <summary>
/// Undoes one event of an activity: it turns what the activity held after the event into what it held before. It is stored beside the event,
/// so that the state at any event in the log can be derived from the present one.
/// </summary>
/// <param name="Document">Null where the document did not change.</param>
/// <param name="Config">Null where the configuration did not change.</param>
public sealed record ActivityUndo(KeyedChange? Document, KeyedChange? Config)
{
    // More than a document may have, because the undo nests it.
    private const int MaxDepth = 512;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = MaxDepth };

    /// <exception cref="JsonException">Not written by <see cref="ToUtf8"/>.</exception>
    public static ActivityUndo Parse(ReadOnlyMemory<byte> utf8)
    {
        using var json = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth });
        return new ActivityUndo(Read(json.RootElement, "document"), Read(json.RootElement, "config"));
    }

    /// <summary>UTF-8 JSON.</summary>
    public byte[] ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            Write(writer, "document", Document);
            Write(writer, "config", Config);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public ActivityState ApplyTo(ActivityState after)
    {
        ArgumentNullException.ThrowIfNull(after);
        return new ActivityState(Document?.ApplyTo(after.Document) ?? after.Document, Config?.ApplyTo(after.Config) ?? after.Config);
    }

    private static void Write(Utf8JsonWriter writer, string name, KeyedChange? change)
    {
        if (change is not null)
        {
            writer.WriteStartObject(name);
            writer.WritePropertyName("updated_fields");
            change.Updated.WriteTo(writer);
            writer.WritePropertyName("removed_fields");
            change.Removed.WriteTo(writer);
            writer.WriteEndObject();
        }
    }

    private static KeyedChange? Read(JsonElement undo, string name) => undo.TryGetProperty(name, out var change)
        ? new KeyedChange((JsonObject)JsonValue.From(change.GetProperty("updated_fields")), (JsonObject)JsonValue.From(change.GetProperty("removed_fields")))
        : null;
}

/// <summary>What an activity held at some time; both are empty where it did not exist.</summary>
public sealed record ActivityState(JsonObject Document, JsonObject Config)
{
    public static readonly ActivityState None = new(JsonObject.Empty, JsonObject.Empty);
}

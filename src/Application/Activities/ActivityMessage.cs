using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;

namespace Dots.Application.Activities;

/// <summary>A message about an activity, a user or the site, in the one envelope that all of them have.</summary>
/// <param name="Id">One of <see cref="ActivityMessages"/>.</param>
/// <param name="ActivityId">Null where it is not about one activity.</param>
/// <param name="Actor">Who has done it; null for the server itself.</param>
/// <param name="Timestamp">UTC.</param>
/// <param name="Data">What there is to know.</param>
public sealed record ActivityMessage(int Id, Guid? ActivityId, Caller? Actor, DateTimeOffset Timestamp, JsonObject Data)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    /// <summary>The document's revision after what happened.</summary>
    public int? Revision { get; init; }

    /// <summary>The revision that was changed.</summary>
    public int? BaseRevision { get; init; }

    /// <summary>The change in the id-keyed form, for messages that tell a change.</summary>
    public KeyedChange? Change { get; init; }

    /// <summary>The event's type in the log.</summary>
    public string Name => ActivityMessages.Names[Id];

    /// <summary>
    /// UTF-8 JSON on one line. In the log it stands without <c>seq</c>, which is not known before: the wire's format puts it in front.
    /// </summary>
    /// <param name="seq">For a message that goes past the log: the cursor after it.</param>
    public byte[] ToUtf8(long? seq = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            if (seq is { } number)
            {
                writer.WriteNumber("seq", number);
            }

            writer.WriteNumber("id", Id);
            writer.WriteString("event", Name);
            WriteText(writer, "activity_id", ActivityId?.ToString("D"));
            writer.WriteString("action", ActivityMessages.ActionOf(Name));
            WriteNumber(writer, "revision", Revision);
            writer.WriteString("timestamp", Timestamp.UtcDateTime);
            WriteActor(writer);
            WriteNumber(writer, "base_revision", BaseRevision);
            writer.WritePropertyName("data");
            Data.WriteTo(writer);
            if (Change is { } change)
            {
                writer.WritePropertyName("updated_fields");
                change.Updated.WriteTo(writer);
                writer.WritePropertyName("removed_fields");
                change.Removed.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WriteActor(Utf8JsonWriter writer)
    {
        if (Actor is null)
        {
            writer.WriteNull("actor");
            return;
        }

        writer.WriteStartObject("actor");
        WriteText(writer, "username", Actor.User?.Username);
        WriteText(writer, "connection_id", Actor.ConnectionId);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        writer.WritePropertyName(name);
        writer.WriteStringValue(value);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }
}

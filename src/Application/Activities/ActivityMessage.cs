using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;

namespace Dots.Application.Activities;

/// <summary>A message about an activity, a user or the site, in the envelope that all of them share.</summary>
/// <param name="Id">One of <see cref="ActivityMessages"/>.</param>
/// <param name="ActivityId">Null for a message that is not about one activity.</param>
/// <param name="Actor">The caller that caused it; null for the server itself.</param>
/// <param name="Timestamp">UTC.</param>
public sealed record ActivityMessage(int Id, Guid? ActivityId, Caller? Actor, DateTimeOffset Timestamp, JsonObject Data)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 512 };

    /// <summary>The revision of the document after the event.</summary>
    public int? Revision { get; init; }

    /// <summary>The revision before the change.</summary>
    public int? BaseRevision { get; init; }

    /// <summary>The change, for messages about one.</summary>
    public KeyedChange? Change { get; init; }

    /// <summary>The event's type in the log.</summary>
    public string Name => ActivityMessages.Names[Id];

    /// <summary>
    /// UTF-8 JSON on one line. The log stores it without <c>seq</c>, which is not known before the commit: the wire format inserts it.
    /// </summary>
    /// <param name="seq">The cursor after the message, for one that bypasses the log.</param>
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

internal static class ActivityBroadcasting
{
    /// <inheritdoc cref="IEventBroadcaster.BroadcastAsync(string, string, ReadOnlyMemory{byte}, CancellationToken)"/>
    public static Task BroadcastAsync(
        this IEventBroadcaster broadcaster, string channel, ActivityMessage message, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(channel, message.Name, message.ToUtf8(), cancellationToken);

    /// <inheritdoc cref="IEventBroadcaster.BroadcastAsync(string, string, ReadOnlyMemory{byte}, ReadOnlyMemory{byte}, CancellationToken)"/>
    public static Task BroadcastAsync(
        this IEventBroadcaster broadcaster, string channel, ActivityMessage message, ActivityUndo undo, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(channel, message.Name, message.ToUtf8(), undo.ToUtf8(), cancellationToken);
}

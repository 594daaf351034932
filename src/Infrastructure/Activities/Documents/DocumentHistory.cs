using System.Data.Common;
using System.Globalization;
using Dots.Application.Activities;
using Dots.Application.Events;
using Dots.Domain.Activities;
using Dots.Infrastructure.Data;

namespace Dots.Infrastructure.Activities.Documents;

/// <summary>
/// Reconstructs what activities held at past events from the changes that the log keeps to undo each event. Writers pay only for storing
/// them, and the past is known as far back as the log is kept. Thread-safe.
/// </summary>
internal sealed class DocumentHistory(DbDataSource database)
{
    private long _undosRead;

    /// <summary>How many changes were read and undone since the start.</summary>
    public long UndosRead => Interlocked.Read(ref _undosRead);

    /// <summary>Whether the activity's state is known at every event after the cursor: events of old versions cannot be undone.</summary>
    public async Task<bool> ReachesBackToAsync(string channel, long after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText =
            $"SELECT COUNT(*) FROM events WHERE channel = @channel AND id > @after AND undo IS NULL AND {DocumentEvents.Condition}";
        command.Add("@channel", channel);
        command.Add("@after", after);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 0;
    }

    /// <summary>
    /// What the activity held after an event: starting from its end, which is its next deletion or else the present, the later events are
    /// undone one by one as they are read. The deletion bounds the work, so that replaying several lives of one id stays linear.
    /// </summary>
    /// <exception cref="InvalidOperationException">One of the events cannot be undone.</exception>
    public async Task<ActivityState> StateAfterAsync(string channel, long id, CancellationToken cancellationToken)
    {
        // One statement, which sees one state of the database: the document and the events that led to it belong together.
        await using var command = database.CreateCommand();
        command.CommandText =
            $"""
            WITH deletion AS (
                SELECT id FROM events WHERE channel = @channel AND id > @id AND type = '{DocumentEvents.Deleted}' ORDER BY id LIMIT 1)
            SELECT {long.MaxValue} AS id, NULL AS undo, document, config FROM activities
            WHERE id = @activity AND NOT is_buried AND NOT EXISTS (SELECT 1 FROM deletion)
            UNION ALL
            SELECT id, undo, NULL, NULL FROM events
            WHERE channel = @channel AND id > @id AND id <= COALESCE((SELECT id FROM deletion), {long.MaxValue}) AND {DocumentEvents.Condition}
            ORDER BY id DESC
            """;
        command.Add("@channel", channel);
        command.Add("@id", id);
        command.Add("@activity", Channels.ActivityOf(channel)!.Value);

        var state = ActivityState.None;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.GetInt64(0) == long.MaxValue)
            {
                state = new ActivityState((JsonObject)JsonValue.Parse(reader.GetString(2)), (JsonObject)JsonValue.Parse(reader.GetString(3)));
                continue;
            }

            if (await reader.IsDBNullAsync(1, cancellationToken))
            {
                throw new InvalidOperationException($"Event {reader.GetInt64(0)} cannot be undone, so the document before it is unknown.");
            }

            Interlocked.Increment(ref _undosRead);
            state = ActivityUndo.Parse(reader.GetFieldValue<byte[]>(1)).ApplyTo(state);
        }

        return state;
    }
}

using System.Data.Common;
using System.Globalization;
using Dots.Application.Activities;
using Dots.Application.Events;
using Dots.Domain.Activities;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Streaming;

namespace Dots.Infrastructure.Activities.Documents;

/// <summary>
/// Reconstructs the past states of activities from the undo changes that the log stores with each event. Writers only pay for storing them,
/// and the history reaches as far back as the log. Thread-safe.
/// </summary>
internal sealed class DocumentHistory(DbDataSource database)
{
    private long _undosRead;

    /// <summary>The number of undo changes that were applied since the process started.</summary>
    public long UndosRead => Interlocked.Read(ref _undosRead);

    /// <summary>Whether the activity's state is known at every event after the cursor. Events of older versions of Dots cannot be undone.</summary>
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
    /// The activity's state after an event. Later events are undone one by one as they are read, starting from the next deletion of the activity
    /// or, if there is none, from its current state. Starting from the deletion bounds the work if an id is deleted and created repeatedly.
    /// </summary>
    /// <exception cref="ProjectionException">One of the events cannot be undone.</exception>
    public async Task<ActivityState> StateAfterAsync(string channel, long id, CancellationToken cancellationToken)
    {
        // One statement, so that the document and the events are read from the same snapshot of the database.
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
                throw new ProjectionException($"Event {reader.GetInt64(0)} cannot be undone, so the document before it is unknown.");
            }

            Interlocked.Increment(ref _undosRead);
            state = ActivityUndo.Parse(reader.GetFieldValue<byte[]>(1)).ApplyTo(state);
        }

        return state;
    }
}

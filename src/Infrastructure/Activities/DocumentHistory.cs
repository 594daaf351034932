using System.Data.Common;
using Dots.Application.Activities;
using Dots.Application.Events;
using Dots.Domain.Activities;

namespace Dots.Infrastructure.Activities;

/// <summary>
/// Reconstructs the documents of activities at past events: starts from the current document, and undoes what each later event has changed.
/// Only readers of whole documents pay for that, and it reaches as far back as the log. Thread-safe.
/// </summary>
internal sealed class DocumentHistory(DbDataSource database)
{
    private static readonly string Created = ActivityMessages.Names[ActivityMessages.ActivityCreated];
    private static readonly string Updated = ActivityMessages.Names[ActivityMessages.ActivityUpdated];
    private static readonly string Deleted = ActivityMessages.Names[ActivityMessages.ActivityDeleted];
    private static readonly string Configured = ActivityMessages.Names[ActivityMessages.ConfigUpdated];

    private static readonly string Changes = $"type IN ('{Created}', '{Updated}', '{Deleted}', '{Configured}')";

    /// <summary>Whether all documents since the event <paramref name="after"/> can be reconstructed: events written by old versions cannot be undone.</summary>
    public async Task<bool> ReachesBackToAsync(string channel, long after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM events WHERE channel = @channel AND id > @after AND undo IS NULL AND {Changes}";
        Add(command, "@channel", channel);
        Add(command, "@after", after);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture) == 0;
    }

    /// <summary>The same events; those that created or changed a document or configuration come with the whole of it.</summary>
    /// <param name="events">Of any channels, ascending.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    public async Task<IReadOnlyList<ServerEvent>> CompleteAsync(IReadOnlyList<ServerEvent> events, CancellationToken cancellationToken)
    {
        var complete = new Dictionary<long, JsonObject>();
        foreach (var channel in events.Where(HasDocument).GroupBy(e => e.Channel))
        {
            await LookBackAsync(channel.Key, [.. channel], complete, cancellationToken);
        }

        return complete.Count == 0
            ? events
            : [.. events.Select(e => complete.TryGetValue(e.Id, out var document) ? e with { Document = document } : e)];
    }

    private static bool HasDocument(ServerEvent serverEvent) =>
        (serverEvent.Type == Created || serverEvent.Type == Updated || serverEvent.Type == Configured)
        && Channels.ActivityOf(serverEvent.Channel) is not null;

    private async Task LookBackAsync(
        string channel, ServerEvent[] events, Dictionary<long, JsonObject> found, CancellationToken cancellationToken)
    {
        var (state, undos) = await ReadAsync(channel, events[0].Id, cancellationToken);
        var next = events.Length - 1;
        foreach (var (id, undo) in undos)
        {
            for (; next >= 0 && events[next].Id >= id; next--)
            {
                found[events[next].Id] = DocumentOf(events[next], state);
            }

            state = undo.ApplyTo(state);
        }

        for (; next >= 0; next--)
        {
            found[events[next].Id] = DocumentOf(events[next], state);
        }
    }

    private static JsonObject DocumentOf(ServerEvent serverEvent, ActivityState state) =>
        serverEvent.Type == Configured ? state.Config : state.Document;

    /// <summary>The current state, and the steps back to the state after an event, the newest first.</summary>
    private async Task<(ActivityState Now, List<(long Id, ActivityUndo Undo)> Undos)> ReadAsync(
        string channel, long after, CancellationToken cancellationToken)
    {
        // One statement, so that the document and the events that led to it are read from the same snapshot of the database.
        await using var command = database.CreateCommand();
        command.CommandText =
            $"""
            SELECT id, undo, NULL AS document, NULL AS config FROM events
            WHERE channel = @channel AND id > @after AND {Changes}
            UNION ALL
            SELECT 0, NULL, document, config FROM activities WHERE id = @activity AND NOT is_buried
            """;
        Add(command, "@channel", channel);
        Add(command, "@after", after);
        Add(command, "@activity", Channels.ActivityOf(channel)!.Value);

        var now = ActivityState.None;
        var undos = new List<(long Id, ActivityUndo Undo)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (reader.GetInt64(0) is > 0 and var id)
            {
                undos.Add((id, ActivityUndo.Parse(reader.GetFieldValue<byte[]>(1))));
            }
            else
            {
                now = new ActivityState((JsonObject)JsonValue.Parse(reader.GetString(2)), (JsonObject)JsonValue.Parse(reader.GetString(3)));
            }
        }

        undos.Sort((a, b) => b.Id.CompareTo(a.Id));
        return (now, undos);
    }

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}

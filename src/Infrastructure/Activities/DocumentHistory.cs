using System.Data.Common;
using Dots.Application.Activities.Documents;
using Dots.Application.Events;
using Dots.Domain.Activities;

namespace Dots.Infrastructure.Activities;

/// <summary>
/// How the documents of activities were at past events: from what is there now, back over what each later event has changed. So nobody pays
/// for it but who asks, and what can be asked for is what the log keeps. Thread-safe.
/// </summary>
internal sealed class DocumentHistory(DbDataSource database)
{
    private static readonly string Created = ActivityMessages.Names[ActivityMessages.ActivityCreated];
    private static readonly string Updated = ActivityMessages.Names[ActivityMessages.ActivityUpdated];
    private static readonly string Deleted = ActivityMessages.Names[ActivityMessages.ActivityDeleted];
    private static readonly string Configured = ActivityMessages.Names[ActivityMessages.ConfigUpdated];

    private static readonly string Changes = $"type IN ('{Created}', '{Updated}', '{Deleted}', '{Configured}')";

    /// <summary>Whether every document since the event <paramref name="after"/> can be told: events of old versions have no way back.</summary>
    public async Task<bool> ReachesBackToAsync(string channel, long after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM events WHERE channel = @channel AND id > @after AND undo IS NULL AND {Changes}";
        Add(command, "@channel", channel);
        Add(command, "@after", after);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), System.Globalization.CultureInfo.InvariantCulture) == 0;
    }

    /// <summary>The same events, each of those that have put up or changed a document or configuration with the whole of it.</summary>
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

    /// <summary>What is there now, and the way back to what was there after an event, the newest step first.</summary>
    private async Task<(ActivityState Now, List<(long Id, ActivityUndo Undo)> Undos)> ReadAsync(
        string channel, long after, CancellationToken cancellationToken)
    {
        // One statement, which sees one state of the database: the document and the events that led to it belong together.
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

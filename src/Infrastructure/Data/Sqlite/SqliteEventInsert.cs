using System.Data.Common;
using Dots.Application.Events;

namespace Dots.Infrastructure.Data.Sqlite;

/// <summary>Appends to the event log on SQLite, where ids are in commit order because there is only one writer at a time.</summary>
internal static class SqliteEventInsert
{
    private static readonly string Insert =
        $"""
        INSERT INTO events (channel, type, payload, appended_at, hidden_from, undo)
        VALUES (@channel, @type, @payload, @now, {EventAudience.Sql("@hiddenFrom", "@activity")}, @undo) RETURNING id
        """;

    /// <returns>The event's id.</returns>
    public static async Task<long> RunAsync(
        DbTransaction transaction, NewEvent newEvent, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Insert;
        command.Add("@channel", newEvent.Channel);
        command.Add("@type", newEvent.Type);
        command.Add("@payload", newEvent.Payload.ToArray());
        command.Add("@now", now.UtcTicks);
        command.Add("@hiddenFrom", newEvent.HiddenFrom ?? (object)DBNull.Value);
        command.Add("@activity", Channels.ActivityOf(newEvent.Channel) ?? (object)DBNull.Value);
        command.Add("@undo", newEvent.Undo is { } undo ? undo.ToArray() : DBNull.Value);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}

namespace Dots.Infrastructure.Data.Entities;

/// <summary>The schema of the event log's table. Rows are written and read with plain SQL, without change tracking.</summary>
internal sealed class EventRow
{
    public long Id { get; set; }

    public required string Channel { get; set; }

    public required string Type { get; set; }

    public required byte[] Payload { get; set; }

    public DateTimeOffset AppendedAt { get; set; }

    /// <summary>Entries by the rules of <see cref="Application.Events.Audiences"/>, separated by spaces; null for nearly all events.</summary>
    public string? HiddenFrom { get; set; }

    /// <summary>The change that restores the activity's state before the event; null if the event changes no activity.</summary>
    public byte[]? Undo { get; set; }
}

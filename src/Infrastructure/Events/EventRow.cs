namespace Dots.Infrastructure.Events;

/// <summary>The shape of the log's table. Rows are written and read by <see cref="EventLog"/>, not by change tracking.</summary>
internal sealed class EventRow
{
    public long Id { get; set; }

    public required string Channel { get; set; }

    public required string Type { get; set; }

    public required byte[] Payload { get; set; }

    public DateTimeOffset AppendedAt { get; set; }

    /// <summary>Names of readers, apart by spaces; null for nearly all events.</summary>
    public string? HiddenFrom { get; set; }

    /// <summary>The way back to what an activity held before; null for all events that change none.</summary>
    public byte[]? Undo { get; set; }
}

namespace Dots.Application.Events;

/// <summary>One entry of the event log.</summary>
/// <param name="Id">Its place in the one order of all events; also the cursor to resume after it.</param>
/// <param name="Channel">One of <see cref="Channels"/>.</param>
/// <param name="Type">The event's name on the wire.</param>
/// <param name="Payload">UTF-8 JSON on one line.</param>
/// <param name="AppendedAt">When the event was appended, UTC.</param>
/// <param name="HiddenFrom">Readers that it is not sent to, by <see cref="Common.Caller.Names"/>; null for an event that all may see.</param>
public sealed record ServerEvent(
    long Id,
    string Channel,
    string Type,
    ReadOnlyMemory<byte> Payload,
    DateTimeOffset AppendedAt,
    IReadOnlyList<string>? HiddenFrom = null);

namespace Dots.Application.Events;

/// <summary>One entry of the event log.</summary>
/// <param name="Id">The position in the order of all events, and the cursor to resume after the event.</param>
/// <param name="Channel">One of <see cref="Channels"/>.</param>
/// <param name="Type">The event's name on the wire.</param>
/// <param name="Payload">UTF-8 JSON on one line.</param>
/// <param name="AppendedAt">In UTC.</param>
/// <param name="HiddenFrom">Readers to whom the event is not sent, by the rules of <see cref="Audiences"/>; null for none.</param>
public sealed record ServerEvent(
    long Id,
    string Channel,
    string Type,
    ReadOnlyMemory<byte> Payload,
    DateTimeOffset AppendedAt,
    IReadOnlyList<string>? HiddenFrom = null);

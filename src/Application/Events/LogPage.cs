namespace Dots.Application.Events;

/// <summary>How much of the event log is read at once. A payload may be as large as a document, so the number of events alone bounds nothing.</summary>
/// <param name="Events">The largest number of events.</param>
/// <param name="Bytes">The page ends with the event whose payload reaches this many bytes in all.</param>
public readonly record struct PageLimit(int Events, int Bytes);

/// <summary>Consecutive events of the channels that were read.</summary>
/// <param name="Events">Ascending by id. At least one, unless there is none.</param>
/// <param name="IsLast">Whether these are all; false where a limit may have ended the page.</param>
public sealed record LogPage(IReadOnlyList<ServerEvent> Events, bool IsLast);

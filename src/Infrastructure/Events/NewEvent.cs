namespace Dots.Infrastructure.Events;

/// <summary>An event that is about to be appended.</summary>
/// <param name="Channel">Where.</param>
/// <param name="Type">Its name.</param>
/// <param name="Payload">UTF-8 JSON on one line.</param>
/// <param name="HiddenFrom">Names of readers, apart by spaces; null for nearly all events.</param>
/// <param name="Undo">The way back past it; null where it changes no activity.</param>
internal readonly record struct NewEvent(
    string Channel, string Type, ReadOnlyMemory<byte> Payload, string? HiddenFrom, ReadOnlyMemory<byte>? Undo);

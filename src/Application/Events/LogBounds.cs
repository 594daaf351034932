namespace Dots.Application.Events;

/// <summary>What the log holds: ids from <paramref name="Oldest"/> to <paramref name="Latest"/>; both 0 before the first event.</summary>
public readonly record struct LogBounds(long Oldest, long Latest)
{
    /// <summary>Whether every event after <paramref name="cursor"/> is still there. Cursor 0 asks for whatever is kept.</summary>
    public bool Honours(long cursor) => cursor == 0 || (cursor >= Oldest - 1 && cursor <= Latest);
}

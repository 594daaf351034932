namespace Dots.Application.Events;

/// <summary>The ids in the log, from <paramref name="Oldest"/> to <paramref name="Latest"/>. Both are 0 before the first event.</summary>
public readonly record struct LogBounds(long Oldest, long Latest)
{
    /// <summary>Whether the log still has every event after <paramref name="cursor"/>. Cursor 0 requests whatever it has.</summary>
    public bool Honours(long cursor) => cursor == 0 || (cursor >= Oldest - 1 && cursor <= Latest);
}

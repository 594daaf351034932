namespace Dots.Application.Common;

/// <summary>
/// Something that commands change or rely on. Commands with a key in common run one after the other, each of them seeing what the previous one
/// committed, and what a command reads under its keys does not change until it commits. Commands that share a key run concurrently; an
/// exclusive holder waits for all of them.
/// </summary>
/// <remarks>
/// A database with a single writer provides this by itself. Unique indexes and revisions guard what no key covers, and a command that violates
/// one of them is run again: see docs/decisions/0009-postgresql.md.
/// </remarks>
/// <param name="Name">Unique among all keys.</param>
/// <param name="IsShared">Whether other commands that share the key may run at the same time.</param>
public readonly record struct LockKey(string Name, bool IsShared = false)
{
    /// <summary>For commands that only add rows, which no other command changes.</summary>
    public static readonly IReadOnlyList<LockKey> None = [];

    /// <summary>All files, whose total size is limited.</summary>
    public static readonly LockKey Files = new("files");

    /// <summary>The data that a fresh installation is seeded with.</summary>
    public static readonly LockKey Installation = new("installation");

    /// <summary>The same key, for a command that relies on it without changing it.</summary>
    public LockKey Shared => this with { IsShared = true };

    public static LockKey Board(long id) => new($"boards/{id}");

    /// <summary>An activity's document, configuration and members.</summary>
    public static LockKey Activity(Guid id) => new($"activities/{id:N}");

    /// <summary>What a user has of something whose number or size is limited for each user.</summary>
    public static LockKey Quota(string what, long userId) => new($"quotas/{what}/{userId}");

    /// <summary>What all users together have of something whose number is limited.</summary>
    public static LockKey Quota(string what) => new($"quotas/{what}");

    /// <summary>The participants of an activity.</summary>
    public static LockKey Presence(Guid activityId) => new($"presence/{activityId:N}");
}

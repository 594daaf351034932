namespace Dots.Application.Common;

/// <summary>
/// Something that commands change. Those with a subject in common run one after the other, each seeing what the one before has committed;
/// what one reads of its subjects is still so when it commits. Where two need not exclude each other, but both a third, they share it.
/// </summary>
/// <remarks>
/// A database with one writer has nothing to do for this. What no subject names is guarded by unique indexes and revisions, and a command
/// that runs into one begins anew: see docs/decisions/0009-postgresql.md.
/// </remarks>
/// <param name="Name">Unique among all subjects.</param>
/// <param name="IsShared">Whether others that share it may go on at the same time.</param>
public readonly record struct LockKey(string Name, bool IsShared = false)
{
    /// <summary>For commands that only add what nobody else could change as well.</summary>
    public static readonly IReadOnlyList<LockKey> None = [];

    /// <summary>All files, which together have a limit.</summary>
    public static readonly LockKey Files = new("files");

    /// <summary>What a fresh installation begins with.</summary>
    public static readonly LockKey Installation = new("installation");

    /// <summary>The same, for a command that relies on it and leaves it as it is.</summary>
    public LockKey Shared => this with { IsShared = true };

    public static LockKey Board(long id) => new($"boards/{id}");

    /// <summary>An activity's document, configuration and members.</summary>
    public static LockKey Activity(Guid id) => new($"activities/{id:N}");

    /// <summary>Who is on an activity.</summary>
    public static LockKey Presence(Guid activityId) => new($"presence/{activityId:N}");
}

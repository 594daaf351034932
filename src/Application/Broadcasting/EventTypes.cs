namespace Dots.Application.Broadcasting;

/// <summary>The events' names on the wire.</summary>
public static class EventTypes
{
    public const string NewBoard = "newBoard";
    public const string UpdatedBoard = "updatedBoard";
    public const string DeletedBoard = "deletedBoard";
    public const string CheckedBoard = "checkedBoard";
    public const string NewPath = "newPath";
    public const string UpdatedPath = "updatedPath";
    public const string DeletedPath = "deletedPath";
    public const string SolvedBoard = "solvedBoard";

    /// <summary>What the channel <see cref="Channels.Notifications"/> carries.</summary>
    public static IReadOnlyList<string> OfNotifications { get; } =
        [NewBoard, UpdatedBoard, DeletedBoard, CheckedBoard, NewPath, UpdatedPath, DeletedPath, SolvedBoard];

    /// <summary>What the channels of activities carry: the messages in <see cref="ActivityMessages"/>.</summary>
    public static IReadOnlyList<string> OfActivities { get; } = [.. ActivityMessages.Names.Values];
}

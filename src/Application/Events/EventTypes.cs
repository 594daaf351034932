using System.Collections.Frozen;
using System.Globalization;
using FluentValidation;
using FluentValidation.Results;

namespace Dots.Application.Events;

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

    /// <summary>How clients ask for <see cref="OfNotifications"/>: by the name.</summary>
    public static FrozenDictionary<string, string> NotificationsByName { get; } = OfNotifications.ToFrozenDictionary(type => type);

    /// <summary>How clients ask for <see cref="OfActivities"/>: by the number or by the name.</summary>
    public static FrozenDictionary<string, string> ActivitiesByName { get; } = ActivityMessages.Names
        .SelectMany(pair => (KeyValuePair<string, string>[])
            [new(pair.Key.ToString(CultureInfo.InvariantCulture), pair.Value), new(pair.Value, pair.Value)])
        .ToFrozenDictionary();

    /// <summary>The types in the log that a client asks for.</summary>
    /// <param name="list">Names, separated by commas.</param>
    /// <param name="byName">What may be asked for, with the type in the log.</param>
    /// <returns>Null for all, where nothing is named.</returns>
    /// <exception cref="ValidationException">There is no such type there.</exception>
    public static IReadOnlySet<string>? Read(string? list, FrozenDictionary<string, string> byName)
    {
        ArgumentNullException.ThrowIfNull(byName);
        var names = (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = names.FirstOrDefault(name => !byName.ContainsKey(name));
        return unknown is not null
            ? throw new ValidationException(
                [new ValidationFailure("types", $"'{Shorten(unknown)}' is no event of this stream; it has {string.Join(", ", byName.Keys.Order(StringComparer.Ordinal))}.")])
            : names.Length == 0 ? null : names.Select(name => byName[name]).ToHashSet();
    }

    private static string Shorten(string name) => name.Length <= 40 ? name : $"{name[..40]}…";
}

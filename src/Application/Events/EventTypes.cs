using System.Collections.Frozen;
using System.Globalization;
using FluentValidation;
using FluentValidation.Results;

namespace Dots.Application.Events;

/// <summary>The names of events on the wire.</summary>
public static class EventTypes
{
    public const string NewBoard = "newBoard";
    public const string UpdatedBoard = "updatedBoard";
    public const string DeletedBoard = "deletedBoard";
    /// <summary>Follows newBoard, and each updatedBoard of another grid or rule, once the solver has a verdict or gives up.</summary>
    public const string CheckedBoard = "checkedBoard";
    public const string NewPath = "newPath";
    public const string UpdatedPath = "updatedPath";
    public const string DeletedPath = "deletedPath";
    public const string SolvedBoard = "solvedBoard";

    /// <summary>The types of events on <see cref="Channels.Notifications"/>.</summary>
    public static IReadOnlyList<string> OfNotifications { get; } =
        [NewBoard, UpdatedBoard, DeletedBoard, CheckedBoard, NewPath, UpdatedPath, DeletedPath, SolvedBoard];

    /// <summary>The types of events on the channels of activities: those in <see cref="ActivityMessages"/>.</summary>
    public static IReadOnlyList<string> OfActivities { get; } = [.. ActivityMessages.Names.Values];

    /// <summary>The names by which clients select events of the notifications stream: its own types, and those that every stream includes.</summary>
    public static FrozenDictionary<string, string> NotificationsByName { get; } =
        OfNotifications.Concat(ActivityMessages.NamesOnEveryStream).ToFrozenDictionary(type => type);

    /// <summary>The numbers and names by which clients select <see cref="OfActivities"/>.</summary>
    public static FrozenDictionary<string, string> ActivitiesByName { get; } = ActivityMessages.Names
        .SelectMany(pair => (KeyValuePair<string, string>[])
            [new(pair.Key.ToString(CultureInfo.InvariantCulture), pair.Value), new(pair.Value, pair.Value)])
        .ToFrozenDictionary();

    /// <summary>The types in the log that a client's names stand for.</summary>
    /// <param name="byName">The names that the stream accepts, each with its type in the log.</param>
    /// <returns>Null, which stands for all types, where no name is given.</returns>
    /// <exception cref="ValidationException">The stream has no event of one of these names.</exception>
    public static IReadOnlySet<string>? Select(IReadOnlyList<string> names, FrozenDictionary<string, string> byName)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(byName);
        var unknown = names.FirstOrDefault(name => !byName.ContainsKey(name));
        return unknown is not null
            ? throw new ValidationException(
                [new ValidationFailure("types", $"'{Shorten(unknown)}' is no event of this stream; it has {string.Join(", ", byName.Keys.Order(StringComparer.Ordinal))}.")])
            : names.Count == 0 ? null : names.Select(name => byName[name]).ToHashSet();
    }

    private static string Shorten(string name) => name.Length <= 40 ? name : $"{name[..40]}…";
}

namespace Dots.Application.Events;

/// <summary>The names under which events are logged and read.</summary>
public static class Channels
{
    /// <summary>Boards and paths, open to all.</summary>
    public const string Notifications = "notifications";

    /// <summary>All activities, in short: what is created, updated and deleted, and who reads the lists. Open to all.</summary>
    public const string Activities = "activities";

    /// <summary>Everything about one activity; open to those who may read it.</summary>
    public static string OfActivity(Guid activityId) => $"{Activities}/{activityId:D}";

    /// <summary>The activity that a channel is about; null for any other channel. The id is read in any letter case.</summary>
    public static Guid? ActivityOf(string channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        const string prefix = $"{Activities}/";
        return channel.StartsWith(prefix, StringComparison.Ordinal) && Guid.TryParseExact(channel.AsSpan(prefix.Length), "D", out var id) ? id : null;
    }

    /// <summary>Messages to everybody, which ride on every stream.</summary>
    public const string Alerts = "alerts";

    /// <summary>What only one user may see; rides on every stream that this user has opened.</summary>
    public static string OfUser(long userId) => $"users/{userId}";
}

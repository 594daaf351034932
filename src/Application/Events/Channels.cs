namespace Dots.Application.Events;

/// <summary>The names of the channels of the event log.</summary>
public static class Channels
{
    /// <summary>Events about boards and paths. Everybody may read it.</summary>
    public const string Notifications = "notifications";

    /// <summary>Summaries about all activities that are not private, and about reads of their lists. Everybody may read it.</summary>
    public const string Activities = "activities";

    /// <summary>All events of one activity, for users who may read the activity.</summary>
    public static string OfActivity(Guid activityId) => $"{Activities}/{activityId:D}";

    /// <summary>
    /// Read in place of the activity's channel by users who may not learn that the activity exists. Nothing is ever published on it.
    /// </summary>
    public static string InPlaceOf(Guid activityId) => $"{OfActivity(activityId)}/hidden";

    /// <summary>The activity of a channel; null for any other channel. Accepts the id in any letter case.</summary>
    public static Guid? ActivityOf(string channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        const string prefix = $"{Activities}/";
        return channel.StartsWith(prefix, StringComparison.Ordinal) && Guid.TryParseExact(channel.AsSpan(prefix.Length), "D", out var id) ? id : null;
    }

    /// <summary>Messages to everybody, which every stream includes.</summary>
    public const string Alerts = "alerts";

    /// <summary>Messages to one user, which every stream of this user includes.</summary>
    public static string OfUser(long userId) => $"users/{userId}";
}

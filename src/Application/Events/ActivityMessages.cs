namespace Dots.Application.Events;

/// <summary>
/// The ids of messages about activities and to people: 100–199 activities, 200–299 users, 300–399 notifications and alerts, 400–499 files,
/// 500–599 the recipient's own paths. Each has a name, which is the type of the event in the log and on the wire.
/// </summary>
public static class ActivityMessages
{
    public const int ActivityCreated = 101;
    public const int ActivityUpdated = 102;
    public const int ActivityDeleted = 103;
    public const int ActivityRetrieved = 104;
    public const int AllActivitiesRetrieved = 105;
    public const int ConfigUpdated = 111;
    public const int ConfigRetrieved = 112;
    public const int HashRetrieved = 113;
    public const int AllHashesRetrieved = 114;
    public const int UserJoined = 201;
    public const int UserLeft = 202;
    public const int UserStatusUpdated = 203;
    public const int SystemAlert = 301;
    public const int NotificationSent = 302;
    public const int FileUploaded = 401;
    public const int FileDeleted = 402;
    public const int FileDownloaded = 403;
    public const int PathSaved = 501;
    public const int PathDeleted = 502;

    /// <summary>The names by id.</summary>
    public static IReadOnlyDictionary<int, string> Names { get; } = new Dictionary<int, string>
    {
        [ActivityCreated] = "activity_created",
        [ActivityUpdated] = "activity_updated",
        [ActivityDeleted] = "activity_deleted",
        [ActivityRetrieved] = "activity_retrieved",
        [AllActivitiesRetrieved] = "all_activities_retrieved",
        [ConfigUpdated] = "activity_config_updated",
        [ConfigRetrieved] = "activity_config_retrieved",
        [HashRetrieved] = "activity_hash_retrieved",
        [AllHashesRetrieved] = "all_activity_hashes_retrieved",
        [UserJoined] = "user_joined",
        [UserLeft] = "user_left",
        [UserStatusUpdated] = "user_status_updated",
        [SystemAlert] = "system_alert",
        [NotificationSent] = "notification_sent",
        [FileUploaded] = "file_uploaded",
        [FileDeleted] = "file_deleted",
        [FileDownloaded] = "file_downloaded",
        [PathSaved] = "path_saved",
        [PathDeleted] = "path_deleted",
    };

    /// <summary>The names of the messages about reads, which nothing depends on.</summary>
    public static IReadOnlyList<string> NamesOfReads { get; } =
        [.. new[] { ActivityRetrieved, AllActivitiesRetrieved, ConfigRetrieved, HashRetrieved, AllHashesRetrieved, FileDownloaded }.Select(id => Names[id])];

    /// <summary>The names of the messages on <see cref="Channels.Alerts"/> and <see cref="Channels.OfUser"/>, which every stream includes.</summary>
    public static IReadOnlyList<string> NamesOnEveryStream { get; } =
        [.. new[] { SystemAlert, NotificationSent, PathSaved, PathDeleted }.Select(id => Names[id])];

    /// <summary>The name without its prefix <c>activity_</c>.</summary>
    public static string ActionOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        const string prefix = "activity_";
        return name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
    }
}

namespace Dots.Application.Broadcasting;

/// <summary>The names under which events are logged and read.</summary>
public static class Channels
{
    /// <summary>Boards and paths, open to all.</summary>
    public const string Notifications = "notifications";

    /// <summary>Messages to everybody, which ride on every stream.</summary>
    public const string Alerts = "alerts";

    /// <summary>What only one user may see; rides on every stream that this user has opened.</summary>
    public static string OfUser(long userId) => $"users/{userId}";
}

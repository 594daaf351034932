namespace Dots.Application.Events;

/// <summary>
/// Who receives an event. <see cref="ServerEvent.HiddenFrom"/> contains names of readers that do not, such as <c>users/7</c>, and for an event of
/// the time when its activity was private <c>!members/3</c>: only the members of activity number 3 receive it, even after the activity has become
/// public again.
/// </summary>
/// <remarks>The number, unlike the id, is never reused: whoever creates an activity under the id of a deleted one is not among its members.</remarks>
public static class Audiences
{
    /// <summary>Precedes the number of an activity in the entry that limits an event to its owner and its members.</summary>
    public const string MembersOnlyPrefix = "!members/";

    /// <summary>The entry that limits an event to the owner and the members of an activity.</summary>
    public static string MembersOnly(long activityNumber) => $"{MembersOnlyPrefix}{activityNumber}";

    /// <summary>The name of a reader that is the owner or a member of the activity.</summary>
    public static string MembersOf(long activityNumber) => MembersOnly(activityNumber)[1..];

    /// <param name="hiddenFrom">From the event; null for nearly all events.</param>
    /// <param name="reader">All names of the reader.</param>
    public static bool Include(IReadOnlyList<string> reader, IReadOnlyList<string>? hiddenFrom)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (hiddenFrom is null)
        {
            return true;
        }

        foreach (var entry in hiddenFrom)
        {
            if (entry.StartsWith('!') ? !reader.Contains(entry[1..]) : reader.Contains(entry))
            {
                return false;
            }
        }

        return true;
    }
}

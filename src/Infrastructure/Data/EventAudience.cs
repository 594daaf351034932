using Dots.Application.Events;

namespace Dots.Infrastructure.Data;

/// <summary>
/// Limits the events of a private activity to its members as they are inserted, so that no event depends on its publisher for that, and each is
/// judged by the state that its transaction commits.
/// </summary>
internal static class EventAudience
{
    /// <summary>An expression for the column <c>hidden_from</c>.</summary>
    /// <param name="hiddenFrom">An expression for <see cref="NewEvent.HiddenFrom"/>.</param>
    /// <param name="activity">An expression for the id of the activity, or null.</param>
    public static string Sql(string hiddenFrom, string activity) =>
        $"""
        NULLIF(TRIM(COALESCE({hiddenFrom}, '') || COALESCE(
            (SELECT ' {Audiences.MembersOnlyPrefix}' || number FROM activities WHERE id = {activity} AND is_private), '')), '')
        """;
}

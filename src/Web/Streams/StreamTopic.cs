using System.Collections.Frozen;
using Dots.Application.Events;
using Dots.Web.Http;
using FluentValidation;
using FluentValidation.Results;

namespace Dots.Web.Streams;

/// <summary>What a stream carries, independently of its transport.</summary>
/// <param name="Channel">The channel in the event log.</param>
/// <param name="Label">The label in statistics. All streams of single activities share one, because their number is unbounded.</param>
/// <param name="ActivityId">Null unless the stream carries the events of a single activity.</param>
/// <param name="Types">The event names that clients may filter by, each mapped to the event's type in the log.</param>
internal sealed record StreamTopic(string Channel, string Label, Guid? ActivityId, FrozenDictionary<string, string> Types)
{
    /// <summary>Boards and paths; clients filter by event names.</summary>
    public static StreamTopic Notifications { get; } = new(
        Channels.Notifications, Channels.Notifications, null, EventTypes.NotificationsByName);

    /// <summary>Summaries of all activities; clients filter by message ids or names.</summary>
    public static StreamTopic Activities { get; } = new(
        Channels.Activities, Channels.Activities, null, EventTypes.ActivitiesByName);

    /// <param name="id">The id from the URL, in any letter case.</param>
    /// <exception cref="ValidationException">The id is not a UUID (RFC 9562 section 4).</exception>
    public static StreamTopic OfActivity(string? id) =>
        Guid.TryParseExact(id, "D", out var activityId)
            ? new StreamTopic(Channels.OfActivity(activityId), $"{Channels.Activities}/*", activityId, Activities.Types)
            : throw new ValidationException(
                [new ValidationFailure("id", "An activity's id is a UUID such as 63b76319-68ef-4412-9dd4-bb2a13315ee2.")]);

    /// <returns>Whether <c>?data=full</c> requests whole documents instead of changes.</returns>
    /// <exception cref="ValidationException">The value is invalid, or this stream has no documents.</exception>
    public bool RequestsDocuments(HttpRequest request)
    {
        var form = request.Query["data"].ToString();
        if (form.Length == 0)
        {
            return false;
        }

        return form == "full" && ActivityId is not null
            ? true
            : throw new ValidationException([new ValidationFailure(
                "data", ActivityId is null ? "Supported only by the stream of one activity." : "Must be full, or omitted.")]);
    }

    /// <returns>Whether <c>?snapshot=true</c> requests that the stream begin with the whole document.</returns>
    /// <exception cref="ValidationException">The value is neither true nor false, or this stream has no document.</exception>
    public bool RequestsSnapshot(HttpRequest request)
    {
        var text = request.Query["snapshot"].ToString();
        if (text.Length == 0)
        {
            return false;
        }

        return bool.TryParse(text, out var isWanted) && (ActivityId is not null || !isWanted)
            ? isWanted
            : throw new ValidationException([new ValidationFailure(
                "snapshot", ActivityId is null ? "Supported only by the stream of one activity." : "Must be true or false.")]);
    }

    /// <returns>The event types in the log that <c>?types=</c> selects; null for all.</returns>
    /// <exception cref="ValidationException">This stream has no such type.</exception>
    public IReadOnlySet<string>? ReadTypes(HttpRequest request) => EventTypes.Select(CommaList.Parse(request.Query["types"]), Types);
}

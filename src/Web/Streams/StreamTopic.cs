using System.Collections.Frozen;
using Dots.Application.Events;
using Dots.Web.Http;
using FluentValidation;
using FluentValidation.Results;

namespace Dots.Web.Streams;

/// <summary>What a stream is about, whatever it is carried by.</summary>
/// <param name="Channel">The event log's name for it.</param>
/// <param name="Label">The kind of stream in statistics; one for all single activities, of which there is no end.</param>
/// <param name="ActivityId">Null where it is not about one activity.</param>
/// <param name="Types">The names by which clients ask for events, each with the event's type in the log.</param>
internal sealed record StreamTopic(string Channel, string Label, Guid? ActivityId, FrozenDictionary<string, string> Types)
{
    /// <summary>Boards and paths; events go by their names.</summary>
    public static StreamTopic Notifications { get; } = new(
        Channels.Notifications, Channels.Notifications, null, EventTypes.NotificationsByName);

    /// <summary>All activities, in short; messages go by their numbers or by their names.</summary>
    public static StreamTopic Activities { get; } = new(
        Channels.Activities, Channels.Activities, null, EventTypes.ActivitiesByName);

    /// <param name="id">As it stands in the address, in any letter case.</param>
    /// <exception cref="ValidationException">It is no UUID (RFC 9562 section 4).</exception>
    public static StreamTopic OfActivity(string? id) =>
        Guid.TryParseExact(id, "D", out var activityId)
            ? new StreamTopic(Channels.OfActivity(activityId), $"{Channels.Activities}/*", activityId, Activities.Types)
            : throw new ValidationException(
                [new ValidationFailure("id", "An activity's id is a UUID such as 63b76319-68ef-4412-9dd4-bb2a13315ee2.")]);

    /// <returns>Whether <c>?data=full</c> asks for whole documents in the place of what changed in them.</returns>
    /// <exception cref="ValidationException">It asks for something else, or this stream has no documents.</exception>
    public bool ReadsDocuments(HttpRequest request)
    {
        var form = request.Query["data"].ToString();
        if (form.Length == 0)
        {
            return false;
        }

        return form == "full" && ActivityId is not null
            ? true
            : throw new ValidationException([new ValidationFailure(
                "data", ActivityId is null ? "Only the stream of one activity has whole documents: leave it out here." : "Must be full, or left out.")]);
    }

    /// <returns>Whether <c>?snapshot=true</c> asks for the whole document first.</returns>
    /// <exception cref="ValidationException">It is neither true nor false, or this stream has no document.</exception>
    public bool ReadsSnapshot(HttpRequest request)
    {
        var text = request.Query["snapshot"].ToString();
        if (text.Length == 0)
        {
            return false;
        }

        return bool.TryParse(text, out var isWanted) && (ActivityId is not null || !isWanted)
            ? isWanted
            : throw new ValidationException([new ValidationFailure(
                "snapshot", ActivityId is null ? "Only the stream of one activity begins with a document: leave it out here." : "Must be true or false.")]);
    }

    /// <returns>The types in the log that <c>?types=</c> narrows the stream to; null for all.</returns>
    /// <exception cref="ValidationException">There is no such type here.</exception>
    public IReadOnlySet<string>? ReadTypes(HttpRequest request) => EventTypes.Select(CommaList.Parse(request.Query["types"]), Types);
}

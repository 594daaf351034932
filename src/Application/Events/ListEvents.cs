using Dots.Application.Common;
using FluentValidation;
using MediatR;

namespace Dots.Application.Events;

/// <summary>The events of a channel, for a client that polls instead of opening a stream.</summary>
/// <param name="Channel">The default is <see cref="Channels.Notifications"/>.</param>
/// <param name="After">The cursor: only events with a higher id are returned. The default, 0, is the beginning of the log.</param>
/// <param name="Limit">1 to 1,000; the default is 100.</param>
/// <param name="Types">The names by which the stream of the channel selects events; all types where there are none.</param>
/// <param name="Caller">Events that are hidden from this caller are left out.</param>
public sealed record ListEvents(string? Channel, long? After, int? Limit, IReadOnlyList<string> Types, Caller Caller) : IQuery<EventPage>
{
    public const int MaxLimit = 1000;
    public const int DefaultLimit = 100;

    /// <summary>A page ends early with the event whose payload reaches this many bytes in all.</summary>
    public const int MaxBytes = 1024 * 1024;

    bool IQuery<EventPage>.IsExpensive => true;
}

/// <summary>A page of the log.</summary>
/// <param name="Items">Ascending by id. Events that were filtered out count towards the limits, so a short page is not necessarily the last.</param>
/// <param name="NextAfter">The cursor for the next poll.</param>
/// <param name="Oldest">The oldest id in the log.</param>
/// <param name="Latest">The newest id in the log.</param>
/// <param name="Reset">
/// Why the cursor could not be honoured, or null. The client should fetch the state again and continue from <paramref name="NextAfter"/>.
/// </param>
public sealed record EventPage(IReadOnlyList<ServerEvent> Items, long NextAfter, long Oldest, long Latest, string? Reset);

internal sealed class ListEventsValidator : AbstractValidator<ListEvents>
{
    public ListEventsValidator()
    {
        RuleFor(list => list.Limit).InclusiveBetween(1, ListEvents.MaxLimit).WithMessage($"Must be a whole number from 1 to {ListEvents.MaxLimit}.");
        RuleFor(list => list.After).GreaterThanOrEqualTo(0).WithMessage("Must be a cursor: the id of an event, or 0 for the beginning.");
        RuleFor(list => list.Channel)
            .Must(channel => channel is null or Channels.Notifications or Channels.Alerts or Channels.Activities
                || Channels.ActivityOf(channel) is not null)
            .WithMessage(
                $"The channel is {Channels.Notifications}, {Channels.Alerts}, {Channels.Activities} or {Channels.Activities}/ and an activity's id.");
    }
}

internal sealed class ListEventsHandler(IEventLog log, IChannelAccess access) : IRequestHandler<ListEvents, EventPage>
{
    public async Task<EventPage> Handle(ListEvents request, CancellationToken cancellationToken)
    {
        var channel = request.Channel ?? Channels.Notifications;
        var types = EventTypes.Select(
            request.Types, channel == Channels.Notifications ? EventTypes.NotificationsByName : EventTypes.ActivitiesByName);
        var reader = request.Caller.Names;
        if (Channels.ActivityOf(channel) is { } activityId)
        {
            // The log knows the id in lower case alone.
            (channel, var membership) = await access.AuthorizeAsync(Channels.OfActivity(activityId), request.Caller.User, cancellationToken);
            reader = membership is null ? reader : [.. reader, membership];
        }

        var after = request.After ?? 0;
        var limit = request.Limit ?? ListEvents.DefaultLimit;

        // Bounds before events: events trimmed in between are then reported below the oldest id, and never lost silently above it.
        var bounds = await log.GetBoundsAsync(cancellationToken);
        if (!bounds.Honours(after))
        {
            return new EventPage([], bounds.Latest, bounds.Oldest, bounds.Latest, CursorReset.Reason(after, bounds));
        }

        var page = await log.ReadAsync([channel], after, new PageLimit(limit, ListEvents.MaxBytes), cancellationToken);
        var items = page.Events;

        // The last page has covered the log up to the bounds that were read before it, on all channels.
        var next = page.IsLast ? Math.Max(bounds.Latest, items.Count > 0 ? items[^1].Id : after) : items[^1].Id;
        var visible = items.Where(item => types?.Contains(item.Type) != false && Audiences.Include(reader, item.HiddenFrom)).ToList();
        return new EventPage(visible, next, bounds.Oldest, bounds.Latest, Reset: null);
    }
}

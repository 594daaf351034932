using Dots.Application.Activities.Access;
using Dots.Application.Common;
using FluentValidation;
using MediatR;

namespace Dots.Application.Events;

/// <summary>The events that a stream of the same channel would bring, for a client that polls.</summary>
/// <param name="Channel"><see cref="Channels.Notifications"/> where not given.</param>
/// <param name="After">The cursor: events with a higher id. 0, or not given, is the beginning of what is kept.</param>
/// <param name="Limit">1 to 1,000, 100 where not given.</param>
/// <param name="Types">Names as of the streams, separated by commas; all where none is given.</param>
/// <param name="Caller">Who asks: events that are hidden from them are left out.</param>
/// <exception cref="ForbiddenException">It is the channel of a private activity, and the caller is no member.</exception>
public sealed record ListEvents(string? Channel, long? After, int? Limit, string? Types, Caller Caller) : IQuery<EventPage>
{
    public const int MaxLimit = 1000;
    public const int DefaultLimit = 100;
}

/// <summary>A stretch of the log.</summary>
/// <param name="Items">Ascending by id. What is not asked for, or not for the caller, counts towards the limit, so there may be more.</param>
/// <param name="NextAfter">The cursor for the next poll.</param>
/// <param name="Oldest">The oldest id that is kept.</param>
/// <param name="Latest">The newest id.</param>
/// <param name="Reset">
/// Why the cursor could not be honoured, or null. The client should fetch the state anew and go on from <paramref name="NextAfter"/>.
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

internal sealed class ListEventsHandler(IEventLog log, IActivityAccess access) : IRequestHandler<ListEvents, EventPage>
{
    public async Task<EventPage> Handle(ListEvents request, CancellationToken cancellationToken)
    {
        var channel = request.Channel ?? Channels.Notifications;
        var types = EventTypes.Read(request.Types, channel == Channels.Notifications ? EventTypes.NotificationsByName : EventTypes.ActivitiesByName);
        if (Channels.ActivityOf(channel) is { } activityId)
        {
            await access.ThrowIfDeniedAsync(activityId, request.Caller.User, cancellationToken);
            channel = Channels.OfActivity(activityId);
        }

        var after = request.After ?? 0;
        var limit = request.Limit ?? ListEvents.DefaultLimit;

        // Bounds before events: what is trimmed in between shows as a gap below the oldest id, never as a silent loss above it.
        var bounds = await log.GetBoundsAsync(cancellationToken);
        if (!bounds.Honours(after))
        {
            return new EventPage([], bounds.Latest, bounds.Oldest, bounds.Latest, CursorReset.Reason(after, bounds));
        }

        var items = await log.ReadAsync([channel], after, limit, cancellationToken);

        // A page that is not full has seen the whole log up to the bounds read before it, whatever channels it was on.
        var next = items.Count == limit ? items[^1].Id : Math.Max(bounds.Latest, items.Count > 0 ? items[^1].Id : after);
        var reader = request.Caller.Names;
        var visible = items.Where(item =>
            types?.Contains(item.Type) != false && (item.HiddenFrom is not { } hiddenFrom || !reader.Any(hiddenFrom.Contains))).ToList();
        return new EventPage(visible, next, bounds.Oldest, bounds.Latest, Reset: null);
    }
}

using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Activities.Presence;

/// <summary>Within the command's transaction: a user who was not present on the activity has joined it.</summary>
/// <param name="Participants">The number of users present, this one included.</param>
/// <param name="Actor">The user, with the connection that they joined by.</param>
public sealed record UserJoined(Guid ActivityId, string Username, int Participants, Caller Actor, DateTimeOffset At) : INotification;

/// <summary>Within the command's transaction: a user is no longer present on the activity.</summary>
/// <param name="IsLost">Whether it is a timeout, as opposed to connections that were closed.</param>
/// <param name="Participants">The number of users still present.</param>
/// <param name="Actor">The user, without a connection.</param>
public sealed record UserLeft(Guid ActivityId, string Username, bool IsLost, int Participants, Caller Actor, DateTimeOffset At) : INotification;

/// <summary>Within the command's transaction: a user has changed their state on the activity.</summary>
public sealed record UserStatusUpdated(
    Guid ActivityId, string Username, JsonObject State, KeyedChange Change, Caller Actor, DateTimeOffset At) : INotification;

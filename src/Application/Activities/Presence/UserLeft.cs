using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Activities.Presence;

/// <summary>Within a transaction: a user is no longer on the activity.</summary>
/// <param name="ActivityId">Where.</param>
/// <param name="Username">Who.</param>
/// <param name="IsLost">Nothing was heard of them, rather than that they have gone.</param>
/// <param name="Participants">How many are left.</param>
/// <param name="Actor">Without a connection, for there is none any more.</param>
/// <param name="At">When.</param>
public sealed record UserLeft(Guid ActivityId, string Username, bool IsLost, int Participants, Caller Actor, DateTimeOffset At) : INotification;

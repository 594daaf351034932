using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Activities.Presence;

/// <summary>Within a transaction: a user who was not on the activity is.</summary>
/// <param name="ActivityId">Where.</param>
/// <param name="Username">Who.</param>
/// <param name="Participants">How many are there now.</param>
/// <param name="Actor">With the connection.</param>
/// <param name="At">When.</param>
public sealed record UserJoined(Guid ActivityId, string Username, int Participants, Caller Actor, DateTimeOffset At) : INotification;

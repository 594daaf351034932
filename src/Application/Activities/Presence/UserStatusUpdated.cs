using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Activities.Presence;

/// <summary>Within the command's transaction: a user told how they are.</summary>
public sealed record UserStatusUpdated(
    Guid ActivityId, string Username, JsonObject State, KeyedChange Change, Caller Actor, DateTimeOffset At) : INotification;

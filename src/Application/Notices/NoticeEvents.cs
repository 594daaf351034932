using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Notices;

// Published within the command's transaction.

/// <summary>An administrator sent an alert to everybody.</summary>
public sealed record AlertSent(JsonObject Alert, DateTimeOffset At) : INotification;

/// <summary>A user sent a notification to another.</summary>
public sealed record NotificationSent(long RecipientId, JsonObject Notification, Caller Actor, DateTimeOffset At) : INotification;

using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Notices;

/// <summary>Within the command's transaction: a user has something to say to another.</summary>
public sealed record NotificationSent(long RecipientId, JsonObject Notification, Caller Actor, DateTimeOffset At) : INotification;

using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Activities.Events;

/// <summary>Within the command's transaction: an activity's document changed.</summary>
public sealed record ActivityUpdated(
    Guid ActivityId, string Name, bool IsPrivate, int Revision, string Hash, KeyedChange Change, Caller Actor, DateTimeOffset At)
    : INotification;

using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Activities.Events;

/// <summary>Within the command's transaction: an activity's configuration changed.</summary>
public sealed record ActivityConfigured(Guid ActivityId, int ConfigRevision, KeyedChange Change, Caller Actor, DateTimeOffset At) : INotification;

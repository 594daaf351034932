using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Activities.Events;

/// <summary>Within the command's transaction: an activity is gone, with its configuration and files.</summary>
public sealed record ActivityDeleted(Guid ActivityId, string Name, bool IsPrivate, int Revision, Caller Actor, DateTimeOffset At) : INotification;

using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Activities.Events;

/// <summary>Within the command's transaction: an activity was created.</summary>
public sealed record ActivityCreated(
    Guid ActivityId, string Name, string OwnerUsername, int Revision, string Hash, Caller Actor, DateTimeOffset At) : INotification;

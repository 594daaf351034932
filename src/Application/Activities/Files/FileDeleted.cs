using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Activities.Files;

/// <summary>Within the command's transaction: a file of an activity is gone.</summary>
public sealed record FileDeleted(Guid ActivityId, string Name, Caller Actor, DateTimeOffset At) : INotification;

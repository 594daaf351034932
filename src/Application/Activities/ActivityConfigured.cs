using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Activities;

/// <summary>Within the command's transaction: an activity's configuration changed.</summary>
/// <param name="ActivityId">Which.</param>
/// <param name="ConfigRevision">After it.</param>
/// <param name="Change">From the revision before.</param>
/// <param name="Undo">Back to the revision before.</param>
/// <param name="Actor">Who.</param>
/// <param name="At">When.</param>
public sealed record ActivityConfigured(
    Guid ActivityId, int ConfigRevision, KeyedChange Change, KeyedChange Undo, Caller Actor, DateTimeOffset At) : INotification;

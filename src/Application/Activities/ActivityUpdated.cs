using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Activities;

/// <summary>Within the command's transaction: an activity's document changed.</summary>
/// <param name="ActivityId">Which.</param>
/// <param name="Name">After it.</param>
/// <param name="IsPrivate">Whether only its members may know.</param>
/// <param name="Revision">After it.</param>
/// <param name="Hash">Of the document after it.</param>
/// <param name="Change">From the revision before.</param>
/// <param name="Undo">Back to the revision before.</param>
/// <param name="Actor">Who.</param>
/// <param name="At">When.</param>
public sealed record ActivityUpdated(
    Guid ActivityId,
    string Name,
    bool IsPrivate,
    int Revision,
    string Hash,
    KeyedChange Change,
    KeyedChange Undo,
    Caller Actor,
    DateTimeOffset At) : INotification;

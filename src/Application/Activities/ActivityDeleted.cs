using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Activities;

/// <summary>Within the command's transaction: an activity is gone, with its configuration and files.</summary>
/// <param name="ActivityId">Which.</param>
/// <param name="Name">What it was called.</param>
/// <param name="IsPrivate">Whether only its members may know.</param>
/// <param name="Revision">One behind its last.</param>
/// <param name="Undo">From nothing to the document.</param>
/// <param name="ConfigUndo">From nothing to the configuration.</param>
/// <param name="Actor">Who.</param>
/// <param name="At">When.</param>
public sealed record ActivityDeleted(
    Guid ActivityId, string Name, bool IsPrivate, int Revision, KeyedChange Undo, KeyedChange ConfigUndo, Caller Actor, DateTimeOffset At)
    : INotification;

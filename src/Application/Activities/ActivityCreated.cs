using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Activities;

/// <summary>Within the command's transaction: an activity was created.</summary>
/// <param name="ActivityId">Which.</param>
/// <param name="Name">From the document.</param>
/// <param name="OwnerUsername">Whose it is.</param>
/// <param name="Revision">The first.</param>
/// <param name="Hash">Of the document.</param>
/// <param name="Undo">From the document to nothing.</param>
/// <param name="Actor">Who.</param>
/// <param name="At">When.</param>
public sealed record ActivityCreated(
    Guid ActivityId, string Name, string OwnerUsername, int Revision, string Hash, KeyedChange Undo, Caller Actor, DateTimeOffset At)
    : INotification;

using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;

namespace Dots.Application.Activities;

// Published within the command's transaction, after the save.

/// <param name="Undo">From the document to the empty one.</param>
public sealed record ActivityCreated(
    Guid ActivityId,
    string Name,
    string OwnerUsername,
    bool IsPrivate,
    int Revision,
    string Hash,
    KeyedChange Undo,
    Caller Actor,
    DateTimeOffset At) : INotification;

/// <summary>An activity's document changed.</summary>
/// <param name="Name">The name after the change, as are the revision and the hash.</param>
/// <param name="Change">From the revision before.</param>
/// <param name="Undo">Back to the revision before.</param>
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

/// <summary>An activity was deleted, with its configuration and files.</summary>
/// <param name="Revision">The last revision plus one.</param>
/// <param name="Undo">From the empty document to the last one.</param>
/// <param name="ConfigUndo">From the empty configuration to the last one.</param>
public sealed record ActivityDeleted(
    Guid ActivityId, string Name, bool IsPrivate, int Revision, KeyedChange Undo, KeyedChange ConfigUndo, Caller Actor, DateTimeOffset At)
    : INotification;

/// <summary>An activity's configuration changed.</summary>
/// <param name="ConfigRevision">The revision after the change.</param>
/// <param name="Change">From the revision before.</param>
/// <param name="Undo">Back to the revision before.</param>
public sealed record ActivityConfigured(
    Guid ActivityId, int ConfigRevision, KeyedChange Change, KeyedChange Undo, Caller Actor, DateTimeOffset At) : INotification;

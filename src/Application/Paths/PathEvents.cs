using Dots.Application.Common;
using MediatR;

namespace Dots.Application.Paths;

// Published within the command's transaction, after the save.

/// <summary>A user's first path on a board was saved.</summary>
/// <param name="Actor">The path's user.</param>
public sealed record PathCreated(long PathId, long BoardId, string BoardName, int Revision, Caller Actor, DateTimeOffset At) : INotification;

/// <summary>A user's path on a board was replaced by another.</summary>
/// <param name="Actor">The path's user.</param>
public sealed record PathUpdated(long PathId, long BoardId, string BoardName, int Revision, Caller Actor, DateTimeOffset At) : INotification;

/// <summary>A user deleted their path on a board.</summary>
/// <param name="Revision">The last one of the path.</param>
/// <param name="Actor">The path's user.</param>
public sealed record PathDeleted(long PathId, long BoardId, string BoardName, int Revision, Caller Actor, DateTimeOffset At) : INotification;

/// <summary>A user solved a board for the first time.</summary>
public sealed record BoardSolved(long PathId, long BoardId, string BoardName, string Username) : INotification;

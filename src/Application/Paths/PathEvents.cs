using MediatR;

namespace Dots.Application.Paths;

// Published within the command's transaction, after the save.

/// <summary>A user's first path on a board was saved.</summary>
public sealed record PathCreated(long PathId, long BoardId, string BoardName, string Username) : INotification;

/// <summary>A user's path on a board was replaced by another.</summary>
public sealed record PathUpdated(long PathId, long BoardId, string BoardName, string Username) : INotification;

public sealed record PathDeleted(long PathId, long BoardId, string BoardName, string Username) : INotification;

/// <summary>A user solved a board for the first time.</summary>
public sealed record BoardSolved(long PathId, long BoardId, string BoardName, string Username) : INotification;

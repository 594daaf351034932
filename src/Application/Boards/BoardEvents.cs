using MediatR;

namespace Dots.Application.Boards;

// Published within the command's transaction, after the save.

public sealed record BoardCreated(long BoardId, string BoardName, string CreatorUsername) : INotification;

/// <summary>A board's name, grid or rule changed.</summary>
public sealed record BoardUpdated(long BoardId, string BoardName, string CreatorUsername) : INotification;

/// <summary>A board was deleted, and all paths on it.</summary>
public sealed record BoardDeleted(long BoardId, string BoardName, string CreatorUsername) : INotification;

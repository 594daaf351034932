using MediatR;

namespace Dots.Application.Boards;

/// <summary>Within the command's transaction: a board's name, grid or rule changed.</summary>
public sealed record BoardUpdated(long BoardId, string BoardName, string CreatorUsername) : INotification;

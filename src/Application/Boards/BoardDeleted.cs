using MediatR;

namespace Dots.Application.Boards;

/// <summary>Within the command's transaction: a board and all paths on it are gone.</summary>
public sealed record BoardDeleted(long BoardId, string BoardName, string CreatorUsername) : INotification;

using MediatR;

namespace Dots.Application.Boards;

/// <summary>Within the command's transaction: a board was created.</summary>
public sealed record BoardCreated(long BoardId, string BoardName, string CreatorUsername) : INotification;

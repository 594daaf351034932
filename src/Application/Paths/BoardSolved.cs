using MediatR;

namespace Dots.Application.Paths;

/// <summary>Within the command's transaction: a user solved a board for the first time.</summary>
public sealed record BoardSolved(long PathId, long BoardId, string BoardName, string Username) : INotification;

using MediatR;

namespace Dots.Application.Paths;

/// <summary>Within the command's transaction: a user's first path on a board was saved.</summary>
public sealed record PathCreated(long PathId, long BoardId, string BoardName, string Username) : INotification;

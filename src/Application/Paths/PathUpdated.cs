using MediatR;

namespace Dots.Application.Paths;

/// <summary>Within the command's transaction: a user's path was drawn anew.</summary>
public sealed record PathUpdated(long PathId, long BoardId, string BoardName, string Username) : INotification;

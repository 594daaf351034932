using MediatR;

namespace Dots.Application.Paths;

/// <summary>Within the command's transaction: a user's path is gone.</summary>
public sealed record PathDeleted(long PathId, long BoardId, string BoardName, string Username) : INotification;

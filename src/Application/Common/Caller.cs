using System.Net;

namespace Dots.Application.Common;

/// <summary>The user and the connection that sent a request. Messages name them as their actor.</summary>
/// <param name="User">Null for a visitor who is not signed in.</param>
/// <param name="ConnectionId">The id that the client gave its connection, by which it recognises messages that it caused; null where it gave none.</param>
public sealed record Caller(User? User, string? ConnectionId)
{
    public const int MaxConnectionIdLength = 100;

    /// <summary>The address whose limits the caller shares; of IPv6, the /64 network. Null for callers that come from none, such as the server itself.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The names by which an event is hidden from the streams of the caller that caused it; none for an anonymous caller.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. User is null ? (string[])[] : [$"users/{User.Id}"],
        .. ConnectionId is null ? (string[])[] : [$"connections/{ConnectionId}"],
    ];

    /// <exception cref="NotSignedInException">The visitor is not signed in.</exception>
    public User Required => User ?? throw new NotSignedInException();
}

/// <summary>A signed-in account.</summary>
public sealed record User(long Id, string Username);

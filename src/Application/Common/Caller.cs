namespace Dots.Application.Common;

/// <summary>Who asks, and on which connection: what messages name as their actor.</summary>
/// <param name="User">Null for a visitor who is not signed in.</param>
/// <param name="ConnectionId">A client's own name for its connection, by which it knows its own messages again; null where not given.</param>
public sealed record Caller(User? User, string? ConnectionId)
{
    /// <summary>The longest connection id.</summary>
    public const int MaxConnectionIdLength = 100;

    /// <summary>The names by which an event can be hidden from who caused it, on each of their streams: none where nobody knows them.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. User is null ? (string[])[] : [$"users/{User.Id}"],
        .. ConnectionId is null ? (string[])[] : [$"connections/{ConnectionId}"],
    ];

    /// <exception cref="NotSignedInException">The visitor is not signed in.</exception>
    public User Required => User ?? throw new NotSignedInException();
}

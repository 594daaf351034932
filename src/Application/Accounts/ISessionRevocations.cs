using Dots.Application.Common;

namespace Dots.Application.Accounts;

/// <summary>
/// When sessions end, for what outlives the request that was let in with one: a session is signed out, revoked, or too old. Thread-safe.
/// </summary>
public interface ISessionRevocations
{
    /// <summary>
    /// Completes when the session has ended: at once when that was on this node, and within about a second when it was on another.
    /// </summary>
    /// <exception cref="OperationCanceledException">The stream ended before.</exception>
    Task RevokedAsync(Guid sessionId, CancellationToken streamEnded);

    /// <summary>Looks in the database, never in a cache.</summary>
    /// <exception cref="NotSignedInException">The session has ended.</exception>
    Task ThrowIfRevokedAsync(Guid sessionId, CancellationToken cancellationToken);
}

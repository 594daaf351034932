using Dots.Application.Common;

namespace Dots.Application.Accounts;

/// <summary>
/// The end of sessions, for streams, which outlive the request that was authenticated by the session. A session ends when its user signs out,
/// when it is revoked, and when it expires. Thread-safe.
/// </summary>
public interface ISessionRevocations
{
    /// <summary>
    /// Completes when the session ends: at once if it is ended on this node, and within about a second if it is ended on another or expires.
    /// </summary>
    /// <exception cref="OperationCanceledException">The stream ended first.</exception>
    Task RevokedAsync(Guid sessionId, CancellationToken streamEnded);

    /// <summary>Checks the session in the database, never in a cache.</summary>
    /// <exception cref="NotSignedInException">The session has ended.</exception>
    Task ThrowIfRevokedAsync(Guid sessionId, CancellationToken cancellationToken);
}

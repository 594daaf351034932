using Dots.Application.Common;

namespace Dots.Application.Accounts;

/// <summary>Accounts and their sessions. One instance serves one request and is not thread-safe.</summary>
public interface IAccounts
{
    /// <param name="address">The client's IP address, for which registrations are limited; null is not limited.</param>
    /// <exception cref="FluentValidation.ValidationException">The name or the password breaks a rule.</exception>
    /// <exception cref="ConflictException">The name is taken.</exception>
    /// <exception cref="TooManyRequestsException">Too many accounts were registered from this address.</exception>
    Task<User> RegisterAsync(string username, string password, string? address, CancellationToken cancellationToken);

    /// <summary>Creates an account without a password, to which nobody can sign in, if there is no account yet.</summary>
    /// <returns>Null where there is one.</returns>
    Task<User?> TryCreateFirstAsync(string username, CancellationToken cancellationToken);

    /// <summary>
    /// Checks a user name and a password. The result and the time that it takes do not reveal whether the name exists.
    /// </summary>
    /// <returns>Null where they do not belong together.</returns>
    /// <param name="username">Need not exist.</param>
    /// <param name="password">The user's, or a guess.</param>
    /// <param name="address">The client's IP address. Failures are limited for each name from one address, and more generously from all.</param>
    /// <param name="cancellationToken">Observed until the result is known.</param>
    /// <exception cref="TooManyRequestsException">After repeated failures for this name.</exception>
    Task<User?> CheckPasswordAsync(string username, string password, string address, CancellationToken cancellationToken);

    /// <summary>Begins the session to which the tokens or the cookie of one sign-in belong.</summary>
    Task<Session> BeginSessionAsync(User user, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>
    /// Consumes a refresh token and advances the session to the next generation. A token that was used before ends the session, because one
    /// of the two clients that presented it has stolen it (RFC 9700 section 4.14.2).
    /// </summary>
    /// <returns>Null when the session has ended or <paramref name="generation"/> is not the current one.</returns>
    Task<(User User, Session Session)?> RenewSessionAsync(
        Guid sessionId, int generation, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Whether a session is live. The answer may be a few seconds old for a session that was ended on another node.</summary>
    ValueTask<bool> IsLiveAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Ends a session, which invalidates its tokens and its cookie.</summary>
    Task EndSessionAsync(Guid sessionId, CancellationToken cancellationToken);
}

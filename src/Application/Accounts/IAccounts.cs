using Dots.Application.Common;

namespace Dots.Application.Accounts;

/// <summary>Who may sign in, and which sessions are open. Thread-safe through one instance a request.</summary>
public interface IAccounts
{
    /// <param name="username">The name.</param>
    /// <param name="password">The password.</param>
    /// <param name="address">From where, as an IP address; null is not limited.</param>
    /// <param name="cancellationToken">Observed until the account is open.</param>
    /// <exception cref="FluentValidation.ValidationException">The name or the password does not meet the rules.</exception>
    /// <exception cref="ConflictException">The name is taken.</exception>
    /// <exception cref="TooManyRequestsException">After too many accounts from this address.</exception>
    Task<User> RegisterAsync(string username, string password, string? address, CancellationToken cancellationToken);

    /// <summary>An account without a password, which nobody can sign in to, if it would be the first of all; null otherwise.</summary>
    Task<User?> TryCreateFirstAsync(string username, CancellationToken cancellationToken);

    /// <summary>
    /// Checks a pair of name and password. The answer and the time that it takes are the same whether or not the name exists.
    /// </summary>
    /// <returns>Null for a wrong pair.</returns>
    /// <exception cref="TooManyRequestsException">After repeated failures for this name.</exception>
    Task<User?> CheckPasswordAsync(string username, string password, CancellationToken cancellationToken);

    /// <summary>Opens a session, to which the tokens or the cookie of one sign-in belong.</summary>
    Task<Session> BeginSessionAsync(User user, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>
    /// Uses a refresh token up: the session goes on with the next generation. Presenting one that was used already ends the session,
    /// because one of the two who hold it has stolen it (RFC 9700 section 4.14.2).
    /// </summary>
    /// <returns>Null when the session has ended or <paramref name="generation"/> is not the present one.</returns>
    Task<(User User, Session Session)?> RenewSessionAsync(
        Guid sessionId, int generation, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Whether a session is open. May answer from a cache of a few seconds for sessions that were ended on another node.</summary>
    ValueTask<bool> IsLiveAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Ends a session; its tokens and cookie are void.</summary>
    Task EndSessionAsync(Guid sessionId, CancellationToken cancellationToken);
}

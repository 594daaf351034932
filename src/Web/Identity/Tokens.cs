using System.Security.Claims;
using Dots.Application.Accounts;
using Dots.Application.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.Options;

namespace Dots.Web.Identity;

/// <summary>Issues access and refresh tokens of ASP.NET Core's bearer-token scheme, and reads refresh tokens.</summary>
public sealed class Tokens(IOptionsMonitor<BearerTokenOptions> options, TimeProvider clock)
{
    private BearerTokenOptions Options => options.Get(BearerTokenDefaults.AuthenticationScheme);

    public TimeSpan RefreshLifetime => Options.RefreshTokenExpiration;

    public TokenPair Mint(User user, Session session)
    {
        var principal = SessionPrincipal.Create(user, session, BearerTokenDefaults.AuthenticationScheme);
        return new TokenPair(
            "Bearer",
            Options.BearerTokenProtector.Protect(Ticket(principal, Options.BearerTokenExpiration)),
            Options.RefreshTokenProtector.Protect(Ticket(principal, Options.RefreshTokenExpiration)),
            (long)Options.BearerTokenExpiration.TotalSeconds);
    }

    /// <summary>The session that a refresh token renews, or null if the token is invalid or has expired.</summary>
    public Session? ReadRefreshToken(string token) =>
        Options.RefreshTokenProtector.Unprotect(token) is { Properties.ExpiresUtc: { } expires } ticket && expires > clock.GetUtcNow()
            ? SessionPrincipal.SessionOf(ticket.Principal)
            : null;

    private AuthenticationTicket Ticket(ClaimsPrincipal principal, TimeSpan lifetime) => new(
        principal,
        new AuthenticationProperties { ExpiresUtc = clock.GetUtcNow() + lifetime },
        BearerTokenDefaults.AuthenticationScheme);
}

/// <summary>The tokens of one sign-in. Times in seconds.</summary>
public sealed record TokenPair(string TokenType, string AccessToken, string RefreshToken, long ExpiresIn);

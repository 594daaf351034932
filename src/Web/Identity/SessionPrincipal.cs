using System.Globalization;
using System.Security.Claims;
using Dots.Application.Accounts;
using Dots.Application.Common;

namespace Dots.Web.Identity;

/// <summary>Converts a user and a session to the claims that tokens and cookies carry, and back.</summary>
internal static class SessionPrincipal
{
    private const string SessionClaim = "sid";
    private const string GenerationClaim = "gen";

    public static ClaimsPrincipal Create(User user, Session session, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.Name, user.Username),
            new Claim(SessionClaim, session.Id.ToString()),
            new Claim(GenerationClaim, session.Generation.ToString(CultureInfo.InvariantCulture)),
        ],
        scheme));

    /// <summary>The signed-in user, or null.</summary>
    public static User? UserOf(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true, Name: { } name } && principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            ? new User(long.Parse(id, CultureInfo.InvariantCulture), name)
            : null;

    /// <summary>The session, or null if the principal has none and must be treated as anonymous.</summary>
    public static Session? SessionOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(SessionClaim), out var id)
        && int.TryParse(principal.FindFirstValue(GenerationClaim), CultureInfo.InvariantCulture, out var generation)
            ? new Session(id, generation)
            : null;
}

using System.Globalization;
using System.Security.Claims;
using Dots.Application.Common;

namespace Dots.Web.Identity;

/// <summary>The user that the request's token or cookie stands for.</summary>
internal sealed class CurrentUser(IHttpContextAccessor accessor) : ICurrentUser
{
    public User? User => From(accessor.HttpContext?.User);

    public static User? From(ClaimsPrincipal? principal) =>
        principal?.Identity is { IsAuthenticated: true, Name: { } name } && principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            ? new User(long.Parse(id, CultureInfo.InvariantCulture), name)
            : null;
}

using System.Security.Claims;
using Dots.Application.Accounts;

namespace Dots.Web.Identity;

/// <summary>
/// Treats requests as anonymous if their session has ended. The token or cookie of such a session still has a valid signature.
/// </summary>
internal sealed class SessionGuard(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.User.Identity is { IsAuthenticated: true }
            && (SessionPrincipal.SessionOf(context.User) is not { } session
                || !await context.RequestServices.GetRequiredService<IAccounts>().IsLiveAsync(session.Id, context.RequestAborted)))
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity());
        }

        await next(context);
    }
}

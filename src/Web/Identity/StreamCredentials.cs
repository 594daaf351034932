using Dots.Application.Accounts;
using Dots.Application.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Dots.Web.Identity;

/// <summary>
/// What streams add to the sign-in of other requests: tickets, and a refusal in place of a visitor's stream where a token, cookie or ticket is not
/// valid (any more). A client that was signed in would otherwise not notice that it receives nothing of its own.
/// </summary>
internal static class StreamCredentials
{
    private const string TicketParameter = "ticket";
    private const string TicketScheme = "ticket";

    /// <exception cref="NotSignedInException">The request has credentials that are not valid.</exception>
    public static async Task RequireValidAsync(HttpContext context)
    {
        if (context.Request.Query.TryGetValue(TicketParameter, out var ticket))
        {
            var holder = await context.RequestServices.GetRequiredService<IStreamTickets>().RedeemAsync(ticket.ToString(), context.RequestAborted)
                ?? throw new NotSignedInException("The ticket has been used, has expired or was never issued. Get a new one.");
            context.User = SessionPrincipal.Create(holder.User, holder.Session, TicketScheme);
            return;
        }

        if (context.User.Identity is { IsAuthenticated: true })
        {
            return;
        }

        if (context.Request.Headers.Authorization.Count > 0)
        {
            throw new NotSignedInException("The access token is not valid, or its session has ended. Sign in again, or send none.");
        }

        if (context.Request.Cookies.ContainsKey(SessionCookie.Name))
        {
            // Browsers send the cookie with every attempt, and a page cannot remove it. Written last, because the refusal clears the headers.
            context.Response.OnStarting(() => context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme));
            throw new NotSignedInException("The session of the cookie has ended. Sign in again; the cookie has been removed.");
        }
    }
}

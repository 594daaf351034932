using System.Net.Http.Headers;
using Dots.Application.Accounts;
using Dots.Web.Identity;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Hosting;

/// <summary>Tokens and cookies, rate limits, and the pages of other sites that may use them.</summary>
internal static class SignIn
{
    private const string AuthenticationScheme = "token or cookie";

    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddSingleton<IAdministrators, Administrators>();
        services.AddSingleton<Tokens>();
        services.AddAuthentication(AuthenticationScheme)
            .AddPolicyScheme(AuthenticationScheme, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0
                    ? BearerTokenDefaults.AuthenticationScheme
                    : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddBearerToken(options => options.Events.OnMessageReceived = static context =>
            {
                // The framework only knows "Bearer", but the name of a scheme has no case (RFC 9110 section 11.1).
                if (AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var credentials)
                    && "bearer".Equals(credentials.Scheme, StringComparison.OrdinalIgnoreCase))
                {
                    context.Token = credentials.Parameter;
                }

                return Task.CompletedTask;
            })
            .AddCookie(SessionCookie.Configure);
        services.AddAuthorization();
        services.AddRateLimiter();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<TrustedOrigins>>((cors, trusted) => cors.AddDefaultPolicy(policy => policy
            .SetIsOriginAllowed(trusted.Value.Includes)
            .AllowCredentials()
            .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

            // Origins are trusted or not. Which fields their pages' libraries add, such as Cache-Control or traceparent, is not for the server to know.
            .AllowAnyHeader()
            .WithExposedHeaders(
                HeaderNames.ETag,
                HeaderNames.Location,
                HeaderNames.ContentLocation,
                HeaderNames.ContentDisposition,
                HeaderNames.ContentRange,
                HeaderNames.AcceptRanges,
                HeaderNames.Allow,
                HeaderNames.RetryAfter,
                HeaderNames.WWWAuthenticate)));
    }
}

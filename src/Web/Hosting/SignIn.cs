using Dots.Application.Accounts;
using Dots.Web.Identity;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

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
            .AddBearerToken()
            .AddCookie(SessionCookie.Configure);
        services.AddAuthorization();
        services.AddRateLimiter();
        services.AddCors();
        services.AddOptions<CorsOptions>().Configure<IOptions<TrustedOrigins>>((cors, trusted) => cors.AddDefaultPolicy(policy => policy
            .WithOrigins([.. trusted.Value.Serialized])
            .AllowCredentials()
            .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "If-Match", "If-None-Match", "Last-Event-ID", CallerBinding.ConnectionHeader)
            .WithExposedHeaders("ETag", "Location", "Retry-After")));
    }
}

using System.Threading.RateLimiting;
using Dots.Web.Configuration;
using Microsoft.AspNetCore.RateLimiting;

namespace Dots.Web.Controllers;

/// <summary>How often one address may try what is expensive or worth guessing.</summary>
internal static class RateLimits
{
    public const string Register = "register";
    public const string SignIn = "sign-in";

    public static void Configure(RateLimiterOptions options, DotsSettings settings)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter))
            {
                context.HttpContext.Response.Headers.RetryAfter = $"{Math.Max(1, (int)retryAfter.TotalSeconds)}";
            }

            return ValueTask.CompletedTask;
        };
        options.AddPolicy(Register, context => PerAddress(context, settings, permits: 60));
        options.AddPolicy(SignIn, context => PerAddress(context, settings, permits: 60));
    }

    private static RateLimitPartition<string> PerAddress(HttpContext context, DotsSettings settings, int permits)
    {
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        return settings.RateLimitsEnabled
            ? RateLimitPartition.GetFixedWindowLimiter(
                address, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) })
            : RateLimitPartition.GetNoLimiter("");
    }
}

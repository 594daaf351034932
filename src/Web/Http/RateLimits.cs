using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Dots.Web.Http;

/// <summary>
/// The limits of this node: on what an address tries that is expensive or worth guessing, and on how often a user may notify others. The limits of
/// all nodes together, on failed sign-ins and new accounts, are counted in the database.
/// </summary>
internal static class RateLimits
{
    public const string Register = "register";
    public const string SignIn = "sign-in";
    public const string Notify = "notify";
    public const string Tickets = "tickets";

    /// <summary>Searches, and responses of up to several MB, which stay in memory until the client has read them: a few at once.</summary>
    public const string Expensive = "expensive";

    /// <summary>Boards to solve, for seconds each: one at a time for each caller.</summary>
    public const string Solve = "solve";

    public static void Configure(RateLimiterOptions options, bool isEnabled)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            // Limits of concurrency cannot say when one of the requests ends.
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var retryAfter) ? (int)retryAfter.TotalSeconds : 1;
            context.HttpContext.Response.Headers.RetryAfter = $"{Math.Max(1, wait)}";
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(Register, context => PerAddress(context, isEnabled, permits: 60));
        options.AddPolicy(SignIn, context => PerAddress(context, isEnabled, permits: 60));
        options.AddPolicy(Notify, context => PerUser(context, isEnabled, permits: 60));
        options.AddPolicy(Tickets, context => PerUser(context, isEnabled, permits: 120));
        options.AddPolicy(Expensive, context => Concurrent(AddressOf(context), isEnabled, permits: 8, queue: 256));
        options.AddPolicy(Solve, context => Concurrent(CallerOf(context), isEnabled, permits: 1, queue: 8));
    }

    private static RateLimitPartition<string> Concurrent(string key, bool isEnabled, int permits, int queue) => isEnabled
        ? RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = queue })
        : RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> PerAddress(HttpContext context, bool isEnabled, int permits) =>
        PerMinute(AddressOf(context), isEnabled, permits);

    // Anonymous requests are refused before.
    private static RateLimitPartition<string> PerUser(HttpContext context, bool isEnabled, int permits) =>
        PerMinute(context.User.Identity?.Name ?? "", isEnabled, permits);

    // No user name contains a space.
    private static string CallerOf(HttpContext context) =>
        context.User.Identity?.Name is { Length: > 0 } name ? $"user {name}" : AddressOf(context);

    private static string AddressOf(HttpContext context) => ClientAddress.KeyOf(context.Connection.RemoteIpAddress).ToString();

    private static RateLimitPartition<string> PerMinute(string key, bool isEnabled, int permits) => isEnabled
        ? RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = TimeSpan.FromMinutes(1) })
        : RateLimitPartition.GetNoLimiter("");
}

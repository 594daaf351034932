using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dots.Web.Operations;

/// <summary>
/// Health reports as plain text: the overall status, then one line for each check that is not healthy. A degraded node answers 200, because
/// it still serves requests; an unhealthy one answers 503.
/// </summary>
internal static class HealthText
{
    public static HealthCheckOptions Of(Func<HealthCheckRegistration, bool> predicate) => new()
    {
        Predicate = predicate,
        ResponseWriter = WriteAsync,
    };

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain";
        var problems = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy)
            .Select(entry => $"\n{entry.Key}: {entry.Value.Description}");
        return context.Response.WriteAsync(report.Status + string.Concat(problems));
    }
}

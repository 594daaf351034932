using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dots.Web.Operations;

/// <summary>
/// Health in plain text: one word for programs, and below it a line for each part that is not well. Degraded is 200, because such a node
/// serves; unhealthy is 503.
/// </summary>
internal static class HealthText
{
    public static HealthCheckOptions Of(Func<HealthCheckRegistration, bool> isAsked) => new()
    {
        Predicate = isAsked,
        ResponseWriter = WriteAsync,
    };

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain";
        var unwell = report.Entries.Where(part => part.Value.Status != HealthStatus.Healthy)
            .Select(part => $"\n{part.Key}: {part.Value.Description}");
        return context.Response.WriteAsync(report.Status + string.Concat(unwell));
    }
}

using Dots.Web.Connections;
using Dots.Web.Hosting.Shutdown;
using Dots.Web.Http;
using Dots.Web.Identity;
using Dots.Web.Operations;
using Dots.Web.Streams;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Dots.Web.Hosting;

/// <summary>The middleware that each request passes through, and the endpoints.</summary>
internal static class RequestPipeline
{
    /// <summary>The tag of the health checks that decide whether a load balancer sends requests here.</summary>
    public const string ReadyTag = "ready";

    public static void UseDots(this WebApplication app)
    {
        app.UseDeferredStreams();
        app.UseRequestDrain();
        ReceivedHost.Use(app);
        app.UseForwardedHeaders();
        app.UseResponseHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseDescriptorGuard();
        app.UseClientApp();
        app.UseRouting();
        app.UsePathNames();
        app.UseCors();
        app.UseMiddleware<RequestSizeGuard>();
        app.UseAuthentication();
        app.UseMiddleware<SessionGuard>();
        app.UseMiddleware<CrossSiteGuard>();
        app.UseMiddleware<ContentCodingGuard>();
        app.UseAuthorization();
        app.UseRateLimiter();

        app.MapControllers();
        app.MapMetrics();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", HealthText.Of(check => check.Tags.Contains(ReadyTag)));
        app.MapOpenApi().Add(HeadConvention.AddHead);
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/swagger"),
            branch => branch.UseSwaggerUI(options =>
            {
                options.DocumentTitle = "Dots API";
                options.SwaggerEndpoint("/openapi/v1.json", "Dots v1");
            }));
        app.MapClientApp();
    }

    private static void UseDescriptorGuard(this IApplicationBuilder app)
    {
        var descriptors = app.ApplicationServices.GetRequiredService<DescriptorGuard>();
        app.Use(next => context =>
        {
            descriptors.ThrowIfExhausted();
            return next(context);
        });
    }
}

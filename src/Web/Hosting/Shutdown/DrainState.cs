using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dots.Web.Hosting.Shutdown;

/// <summary>Whether this server is shutting down: it still serves, but reports that it is not ready. Thread-safe.</summary>
internal sealed class DrainState : IHealthCheck
{
    private volatile bool _isDraining;

    public bool IsDraining => _isDraining;

    public void Begin() => _isDraining = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isDraining ? HealthCheckResult.Unhealthy("This server is shutting down.") : HealthCheckResult.Healthy());
}

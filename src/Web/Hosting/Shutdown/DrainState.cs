using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dots.Web.Hosting.Shutdown;

/// <summary>Whether this server is on its way out. It serves until the end, but wants no more work.</summary>
internal sealed class DrainState : IHealthCheck
{
    private volatile bool _isOn;

    public bool IsOn => _isOn;

    public void Begin() => _isOn = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isOn ? HealthCheckResult.Unhealthy("This server is shutting down.") : HealthCheckResult.Healthy());
}

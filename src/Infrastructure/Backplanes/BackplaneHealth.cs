using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dots.Infrastructure.Backplanes;

/// <summary>Whether this node is notified of other nodes' commits. Without that it still delivers their events, but later.</summary>
internal sealed class BackplaneHealth(BackplaneState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.Read() is { IsConnected: false } lost
            ? HealthCheckResult.Degraded($"{lost.Provider} does not answer; events of other nodes are found by polling.")
            : HealthCheckResult.Healthy());
}

public static class BackplaneHealthRegistration
{
    public static IHealthChecksBuilder AddBackplaneCheckForDots(this IHealthChecksBuilder builder, string tag) =>
        builder.AddCheck<BackplaneHealth>("backplane", tags: [tag]);
}

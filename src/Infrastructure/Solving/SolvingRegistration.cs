using Dots.Application.Solving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Solving;

internal static class SolvingRegistration
{
    public static void AddSolving(this IServiceCollection services)
    {
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<SolverOptions>>().Value);
        services.AddSingleton<SolverMetrics>();
        services.AddSingleton<ISolverStats>(provider => provider.GetRequiredService<SolverMetrics>());
        services.AddSingleton<ISolver, LowPrioritySolver>();
        services.AddSingleton<ISolutions, SolutionCache>();
        services.AddSingleton<VerdictRequests>();
        services.AddSingleton<IVerdictRequests>(provider => provider.GetRequiredService<VerdictRequests>());
        services.AddHostedService<VerdictWorkers>();
    }
}

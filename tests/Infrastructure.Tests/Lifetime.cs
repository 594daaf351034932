using Microsoft.Extensions.Hosting;

namespace Dots.Infrastructure.Tests;

/// <summary>A host that is told nothing.</summary>
internal sealed class Lifetime : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => default;

    public CancellationToken ApplicationStopping => default;

    public CancellationToken ApplicationStopped => default;

    public void StopApplication()
    {
    }
}

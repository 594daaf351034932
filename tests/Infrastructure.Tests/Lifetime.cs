using Microsoft.Extensions.Hosting;

namespace Dots.Infrastructure.Tests;

/// <summary>A host lifetime that never signals.</summary>
internal sealed class Lifetime : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => default;

    public CancellationToken ApplicationStopping => default;

    public CancellationToken ApplicationStopped => default;

    public void StopApplication()
    {
    }
}

using Dots.Application.Solving;

namespace Dots.Infrastructure.Solving;

/// <inheritdoc cref="IVerdictRequests"/>
internal sealed class VerdictRequests : IVerdictRequests, IDisposable
{
    // A worker that finds nothing goes on waiting, so more would only make it look in vain.
    private const int MaxPending = 1000;

    private readonly SemaphoreSlim _pending = new(0, MaxPending);

    /// <inheritdoc/>
    public void Request()
    {
        try
        {
            _pending.Release();
        }
        catch (SemaphoreFullException)
        {
            // There are enough requests to keep the workers busy.
        }
    }

    /// <summary>Waits for a request, of which each ends one wait, or until the timeout expires.</summary>
    public Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) => _pending.WaitAsync(timeout, cancellationToken);

    public void Dispose() => _pending.Dispose();
}

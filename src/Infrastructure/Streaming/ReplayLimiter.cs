using System.Threading.RateLimiting;
using Dots.Application.Common;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Bounds the memory and the database reads of streams that replay the event log: so many at once for each client and in all, the rest wait in
/// line. Streams whose cursor is within the frame logs need no permit. Thread-safe.
/// </summary>
internal sealed class ReplayLimiter : IDisposable
{
    /// <summary>A replay of whole documents holds documents besides events, and parses them.</summary>
    public const int PermitsOfDocuments = 2;

    private readonly StreamOptions _options;
    private readonly PartitionedRateLimiter<string> _perClient;
    private readonly PartitionedRateLimiter<string> _inAll;
    private readonly PartitionedRateLimiter<string> _limiter;

    public ReplayLimiter(StreamOptions options)
    {
        _options = options;
        _perClient = PartitionedRateLimiter.Create<string, string>(
            client => RateLimitPartition.GetConcurrencyLimiter(client, _ => Waiting(options.MaxReplaysPerClient)));
        _inAll = PartitionedRateLimiter.Create<string, string>(
            _ => RateLimitPartition.GetConcurrencyLimiter("", _ => Waiting(options.MaxReplays)));

        // A client's own limit first, so that it waits there without taking a place from others.
        _limiter = PartitionedRateLimiter.CreateChained(_perClient, _inAll);
    }

    /// <summary>Waits until a replay may begin.</summary>
    /// <param name="client">Whose limit counts.</param>
    /// <param name="permits">1, or <see cref="PermitsOfDocuments"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Disposed when the replay has ended.</returns>
    /// <exception cref="OverloadedException">The wait took longer than <see cref="StreamOptions.ReplayTimeoutSeconds"/>.</exception>
    public async Task<IDisposable> EnterAsync(string client, int permits, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(_options.ReplayTimeoutSeconds));
        try
        {
            var lease = await _limiter.AcquireAsync(client, permits, timeout.Token);
            if (lease.IsAcquired)
            {
                return lease;
            }

            lease.Dispose();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The timeout.
        }

        throw new OverloadedException("Too many streams are reading past events; try again, or begin without a cursor.");
    }

    public void Dispose()
    {
        _limiter.Dispose();
        _perClient.Dispose();
        _inAll.Dispose();
    }

    private static ConcurrencyLimiterOptions Waiting(int permits) =>
        new() { PermitLimit = Math.Max(permits, PermitsOfDocuments), QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };
}

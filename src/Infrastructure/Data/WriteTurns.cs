using System.Threading.RateLimiting;
using Dots.Application.Common;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Data;

/// <inheritdoc cref="IWriteTurns"/>
internal sealed class WriteTurns : IWriteTurns, IDisposable
{
    private readonly PartitionedRateLimiter<string> _perCaller;
    private readonly PartitionedRateLimiter<string> _inAll;
    private readonly PartitionedRateLimiter<string> _perKey;
    private readonly PartitionedRateLimiter<string> _turns;
    private readonly TimeSpan _timeout;

    public WriteTurns(IOptions<DatabaseOptions> options)
    {
        var limits = options.Value;
        _timeout = limits.WriteTimeout;
        _perCaller = Lines(limits.MaxWritesPerUser, limits.MaxWaitingWritesPerUser);
        _inAll = PartitionedRateLimiter.Create<string, string>(
            _ => RateLimitPartition.GetConcurrencyLimiter("", _ => Line(limits.MaxWrites, limits.MaxWaitingWrites)));
        _perKey = Lines(permits: 1, waiting: int.MaxValue);

        // The caller's own line first: what waits there takes no place from others.
        _turns = PartitionedRateLimiter.CreateChained(_perCaller, _inAll);
    }

    /// <inheritdoc/>
    public async Task<IDisposable> EnterAsync(Caller caller, LockKey? preparesFor, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_timeout);
        try
        {
            var turn = await AcquireAsync(_turns, caller.User is { } user ? $"{user.Id}" : "", timeout.Token);
            if (preparesFor is not { } key)
            {
                return turn;
            }

            try
            {
                return new Both(turn, await AcquireAsync(_perKey, key.Name, timeout.Token));
            }
            catch
            {
                turn.Dispose();
                throw;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Refusal();
        }
    }

    public void Dispose()
    {
        _turns.Dispose();
        _perCaller.Dispose();
        _inAll.Dispose();
        _perKey.Dispose();
    }

    private static async Task<IDisposable> AcquireAsync(PartitionedRateLimiter<string> limiter, string line, CancellationToken cancellationToken)
    {
        var lease = await limiter.AcquireAsync(line, 1, cancellationToken);
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        throw Refusal();
    }

    private static OverloadedException Refusal() => new("Too many writes are waiting; try again.");

    private static PartitionedRateLimiter<string> Lines(int permits, int waiting) => PartitionedRateLimiter.Create<string, string>(
        line => RateLimitPartition.GetConcurrencyLimiter(line, _ => Line(permits, waiting)));

    private static ConcurrencyLimiterOptions Line(int permits, int waiting) =>
        new() { PermitLimit = permits, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst };

    private sealed class Both(IDisposable outer, IDisposable inner) : IDisposable
    {
        public void Dispose()
        {
            inner.Dispose();
            outer.Dispose();
        }
    }
}

namespace Dots.Infrastructure.Data;

/// <summary>Whether writes succeed, from the last write that failed and from probes. Thread-safe.</summary>
internal sealed class WriteHealth(TimeProvider clock) : IDisposable
{
    /// <summary>
    /// How long a result is reused. It limits the writes that requests for the health cause, and it is how long a failed write counts on
    /// PostgreSQL, where a probe cannot detect a full disk.
    /// </summary>
    public static readonly TimeSpan ReuseTime = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile Result? _last;

    public void ReportFailure(string reason) => _last = new Result(reason, clock.GetTimestamp());

    /// <param name="probe">Run if there is no recent result. Returns why writes fail, or null.</param>
    /// <param name="cancellationToken">Ends the wait for a probe that another caller has begun.</param>
    /// <returns>Why writes fail; null if they succeed.</returns>
    public async Task<string?> CheckAsync(Func<Task<string?>> probe, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || clock.GetElapsedTime(last.At) >= ReuseTime)
            {
                _last = last = new Result(await probe(), clock.GetTimestamp());
            }

            return last.Failure;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private sealed record Result(string? Failure, long At);
}

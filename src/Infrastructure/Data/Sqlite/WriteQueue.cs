namespace Dots.Infrastructure.Data.Sqlite;

/// <summary>
/// Queues this process's writers for the one write lock of SQLite, in order of arrival and without blocking threads, so that they do not
/// compete in polling for it.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    // Waiters of SemaphoreSlim.WaitAsync are served first in, first out.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <returns>The turn, which ends when it is disposed; null if the timeout expired.</returns>
    public async Task<IDisposable?> WaitForTurnAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        await _turn.WaitAsync(timeout, cancellationToken) ? new Turn(_turn) : null;

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}

namespace Dots.Infrastructure.Data.Sqlite;

/// <summary>
/// SQLite has one write lock. Writers of this process take turns for it here, in order of arrival and without holding a thread, instead
/// of polling the lock against each other.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    // Waiters of SemaphoreSlim.WaitAsync are served first in, first out.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <returns>The turn, which ends when it is disposed; null when it did not come in time.</returns>
    public async Task<IDisposable?> WaitForTurnAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        await _turn.WaitAsync(timeout, cancellationToken) ? new Turn(_turn) : null;

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}

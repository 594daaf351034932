using Dots.Application.Common;

namespace Dots.Infrastructure.Data;

/// <summary>Reports writes that the database could not perform to <see cref="WriteHealth"/>.</summary>
internal sealed class MonitoredWriteTransaction(IWriteTransaction inner, WriteHealth health, IDatabaseFaults faults) : IWriteTransaction
{
    public async Task<T> RunAsync<T>(Func<Task<T>> work, IReadOnlyList<LockKey> keys, CancellationToken cancellationToken)
    {
        try
        {
            return await inner.RunAsync(work, keys, cancellationToken);
        }
        catch (OverloadedException refused) when (refused.InnerException is { } fault && faults.PreventsWrites(fault))
        {
            health.ReportFailure(refused.Message);
            throw;
        }
    }
}

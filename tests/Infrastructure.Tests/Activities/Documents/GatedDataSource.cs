using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Dots.Infrastructure.Tests.Activities.Documents;

/// <summary>A database that does not respond while its gate is closed. Counts the connections opened to it.</summary>
internal sealed class GatedDataSource(DbDataSource database) : DbDataSource
{
    private readonly ManualResetEventSlim _gate = new(initialState: true);
    private int _connections;

    public override string ConnectionString => database.ConnectionString;

    public int Connections => Volatile.Read(ref _connections);

    public void Close() => _gate.Reset();

    public void Open() => _gate.Set();

    protected override DbConnection CreateDbConnection()
    {
        Interlocked.Increment(ref _connections);
        _gate.Wait(TimeSpan.FromMinutes(1));
        return database.CreateConnection();
    }

    [SuppressMessage("Usage", "CA2215", Justification = "The wrapped data source is owned by the container.")]
    protected override void Dispose(bool disposing) => _gate.Dispose();
}

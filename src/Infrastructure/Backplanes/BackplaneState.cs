using Dots.Application.Streaming;
using Dots.Infrastructure.Streaming;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Backplanes;

/// <summary>Whether this node receives the notifications of other nodes, and counters of them. Thread-safe.</summary>
internal sealed class BackplaneState(IOptions<BackplaneOptions> options, IOptions<StreamOptions> streams) : IBackplaneStats, ILogSharing
{
    private long _sent;
    private long _received;
    private volatile bool _isConnected;

    public bool IsConnected
    {
        get => _isConnected;
        set => _isConnected = value;
    }

    /// <inheritdoc/>
    public bool IsShared => options.Value.IsShared;

    /// <inheritdoc/>
    /// <remarks>Long if every writer announces its commits: polling then only compensates for lost messages.</remarks>
    public TimeSpan PollInterval =>
        _isConnected || (options.Value.Provider == BackplaneProvider.None && !options.Value.IsShared)
            ? streams.Value.PollInterval
            : options.Value.PollInterval;

    public void Sent() => Interlocked.Increment(ref _sent);

    public void Received() => Interlocked.Increment(ref _received);

    /// <inheritdoc/>
    public BackplaneStats? Read() => options.Value.Provider == BackplaneProvider.None
        ? null
        : new BackplaneStats(options.Value.Provider.ToString(), _isConnected, Interlocked.Read(ref _sent), Interlocked.Read(ref _received));
}

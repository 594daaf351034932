using Dots.Application.Common;
using Dots.Web.Streams;

namespace Dots.Web.Connections;

/// <summary>
/// Keeps the process from running out of descriptors, whatever has opened them: no connection is accepted and no request is begun while too few
/// are free. Thread-safe.
/// </summary>
internal sealed partial class DescriptorGuard(ConnectionLimits connections, StreamLimits streams, ILogger<DescriptorGuard> logger)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly Lock _fitting = new();
    private volatile DescriptorBudget? _budget;

    /// <summary>
    /// Lowers the limits to what the system allows. To be called when the server begins to listen, and not earlier: only then has it loaded
    /// nearly all of its code, each assembly of which holds two descriptors.
    /// </summary>
    /// <exception cref="TooFewDescriptorsException">The system allows too few.</exception>
    public void FitLimits()
    {
        lock (_fitting)
        {
            if (_budget is not null || Descriptors.Max is not ({ } max and <= int.MaxValue) || Descriptors.InUse is not { } open)
            {
                return;
            }

            var (limit, inUse) = ((int)max, (int)open);
            var budget = new DescriptorBudget(limit, inUse);
            if (budget.Fit(connections, streams))
            {
                LogLowered(
                    logger, limit, inUse, connections.MaxOpen, connections.MaxOpenPerAddress, streams.MaxOpen, streams.MaxOpenPerAddress);
            }

            _budget = budget;
        }
    }

    /// <summary>Returns when a connection can be accepted, or <paramref name="isEnded"/> holds.</summary>
    public async ValueTask WaitForConnectionAsync(Func<bool> isEnded)
    {
        if (_budget is not { } budget || Descriptors.Headroom >= budget.MinHeadroomForConnections)
        {
            return;
        }

        LogExhausted(logger, Descriptors.Headroom);
        while (!isEnded() && Descriptors.Headroom < budget.MinHeadroomForConnections)
        {
            await Task.Delay(PollInterval);
        }
    }

    /// <exception cref="OverloadedException">Too few descriptors are free.</exception>
    public void ThrowIfExhausted()
    {
        if (_budget is { } budget && Descriptors.Headroom < budget.MinHeadroomForRequests)
        {
            throw new OverloadedException("The server has too many files and connections open; try again.");
        }
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The system allows {Limit} open files, of which {InUse} are in use before the first connection, so fewer connections and streams can be open "
        + "than configured: at most {Connections} connections ({ConnectionsPerAddress} per address) and {Streams} streams ({StreamsPerAddress} per "
        + "address). To allow more, raise the limit with ulimit -n, or LimitNOFILE of systemd")]
    private static partial void LogLowered(
        ILogger logger, int limit, int inUse, int connections, int connectionsPerAddress, int streams, int streamsPerAddress);

    [LoggerMessage(LogLevel.Warning, "Only {Headroom} more files can be opened; connections wait until some have been closed")]
    private static partial void LogExhausted(ILogger logger, int headroom);
}

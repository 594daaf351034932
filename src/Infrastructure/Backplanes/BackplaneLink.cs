using System.Globalization;
using Dots.Infrastructure.Streaming;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Backplanes;

/// <summary>
/// Connects this node to the others: notifies them of its commits, and wakes the log's reader when they notify it of theirs. No commit ever
/// waits for it, one message may announce several commits, and a failure costs latency, never an event.
/// </summary>
/// <remarks>
/// An open connection does not prove that messages arrive, so each node also listens for its own heartbeats. While it does not receive them,
/// it polls the log.
/// </remarks>
internal sealed partial class BackplaneLink : BackgroundService
{
    /// <summary>Commits within this time share a message; their events are then likely to be read and sent together.</summary>
    private static readonly TimeSpan CoalescingDelay = TimeSpan.FromMilliseconds(1);

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _commitSignal = new(0, 1);
    private readonly IBackplane? _backplane;
    private readonly BackplaneState _state;
    private readonly StreamHub _hub;
    private readonly WakeUp _wakeUp;
    private readonly BackplaneOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<BackplaneLink> _logger;
    private int _hasCommits;
    private long _lastEchoAt;

    public BackplaneLink(
        IBackplane? backplane,
        BackplaneState state,
        StreamHub hub,
        WakeUp wakeUp,
        IOptions<BackplaneOptions> options,
        TimeProvider clock,
        ILogger<BackplaneLink> logger)
    {
        (_backplane, _state, _hub, _wakeUp, _options, _clock, _logger) =
            (backplane, state, hub, wakeUp, options.Value, clock, logger);
        if (backplane is not null)
        {
            wakeUp.Committed = OnCommitted;
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _commitSignal.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_backplane is null)
        {
            return;
        }

        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await ConnectAsync(_backplane, stoppingToken);
                await PublishUntilLostAsync(connection, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                failures = _state.IsConnected ? 1 : failures + 1;
                if (failures == 1)
                {
                    LogLost(_logger, _options.Provider, exception.Message);
                }
            }
            catch (Exception)
            {
                // The node is stopping.
            }

            _state.IsConnected = false;
            if (stoppingToken.IsCancellationRequested)
            {
                // Nobody reads any more, and a host that has waited long enough has disposed of the signal.
                break;
            }

            _wakeUp.RequestRead();
            await DelayRetryAsync(failures, stoppingToken);
        }
    }

    private async Task<IBackplaneConnection> ConnectAsync(IBackplane backplane, CancellationToken stoppingToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        timeout.CancelAfter(_options.HeartbeatTimeout);
        return await backplane.ConnectAsync(OnMessage, timeout.Token);
    }

    /// <summary>Publishes commits, and heartbeats between them, until the connection is lost or the node stops.</summary>
    private async Task PublishUntilLostAsync(IBackplaneConnection connection, CancellationToken stoppingToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, connection.Lost);
        Volatile.Write(ref _lastEchoAt, _clock.GetTimestamp());
        while (!ended.IsCancellationRequested)
        {
            await PublishAsync(connection);
            if (_clock.GetElapsedTime(Volatile.Read(ref _lastEchoAt)) > _options.HeartbeatTimeout)
            {
                throw new TimeoutException("This node does not receive its own messages.");
            }

            await WaitForCommitAsync(ended.Token);
        }

        // The last commits before this node stops: nothing else would announce them.
        if (stoppingToken.IsCancellationRequested && Volatile.Read(ref _hasCommits) == 1)
        {
            await PublishAsync(connection);
        }

        if (connection.Lost.IsCancellationRequested)
        {
            throw new System.IO.IOException("The connection was lost.");
        }
    }

    private async Task PublishAsync(IBackplaneConnection connection)
    {
        // Cleared before the id is read, so that a commit after that is announced by the next message.
        var hasCommits = Interlocked.Exchange(ref _hasCommits, 0) == 1;
        using var timeout = new CancellationTokenSource(_options.HeartbeatTimeout);
        await connection.PublishAsync(string.Create(CultureInfo.InvariantCulture, $"{_node} {_wakeUp.Latest}"), timeout.Token);
        if (hasCommits)
        {
            _state.Sent();
        }
    }

    private async Task WaitForCommitAsync(CancellationToken ended)
    {
        try
        {
            if (await _commitSignal.WaitAsync(_options.HeartbeatInterval, ended))
            {
                await Task.Delay(CoalescingDelay, ended);
            }
        }
        catch (OperationCanceledException)
        {
            // The connection was lost, or the node is stopping.
        }
    }

    private void OnCommitted()
    {
        if (Interlocked.Exchange(ref _hasCommits, 1) == 0 && _commitSignal.CurrentCount == 0)
        {
            try
            {
                _commitSignal.Release();
            }
            catch (SemaphoreFullException)
            {
                // A concurrent commit has released it already.
            }
        }
    }

    private void OnMessage(string message)
    {
        if (message.Split(' ') is not [var node, var text] || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var latest))
        {
            return;
        }

        if (node == _node)
        {
            Volatile.Write(ref _lastEchoAt, _clock.GetTimestamp());
            if (!_state.IsConnected)
            {
                _state.IsConnected = true;
                LogConnected(_logger, _options.Provider);

                // For commits that were announced before this node was listening.
                _wakeUp.RequestRead();
            }
        }
        else if (latest > _hub.Head)
        {
            _state.Received();
            _wakeUp.RequestReadOfCommit();
        }
    }

    private async Task DelayRetryAsync(int failures, CancellationToken stoppingToken)
    {
        // Jittered, so that the nodes of a site do not all reconnect to a restarted server at the same time.
        var maxDelay = Math.Min(_options.MaxRetry.TotalMilliseconds, 50 * Math.Pow(2, Math.Min(failures, 16)));
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(maxDelay * (0.5 + (Random.Shared.NextDouble() / 2))), stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The node is stopping.
        }
    }

    [LoggerMessage(LogLevel.Information, "Connected to the other nodes through {Provider}")]
    private static partial void LogConnected(ILogger logger, BackplaneProvider provider);

    [LoggerMessage(LogLevel.Warning, "The connection to the backplane {Provider} was lost; the event log is polled until it is restored: {Reason}")]
    private static partial void LogLost(ILogger logger, BackplaneProvider provider, string reason);
}

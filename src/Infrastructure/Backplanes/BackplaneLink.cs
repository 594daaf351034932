using System.Globalization;
using Dots.Infrastructure.Streaming;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Backplanes;

/// <summary>
/// Joins this node to the others: tells them after a commit that the log has grown, and wakes the log's reader when one of them does. No
/// commit ever waits for it, several are told in one message, and whatever happens to it costs latency and never an event.
/// </summary>
/// <remarks>
/// That a connection is open proves nothing, so a node listens for its own messages. While it does not hear them, it polls.
/// </remarks>
internal sealed partial class BackplaneLink : BackgroundService
{
    /// <summary>Commits that follow each other at once are told together: they are read and sent together as well.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _news = new(0, 1);
    private readonly IBackplane? _backplane;
    private readonly BackplaneState _state;
    private readonly StreamHub _hub;
    private readonly WakeUp _wakeUp;
    private readonly BackplaneOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<BackplaneLink> _logger;
    private int _hasNews;
    private long _heardSelfAt;

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
            wakeUp.Announce = Announce;
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        _news.Dispose();
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
                await SpeakAsync(connection, stoppingToken);
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
                // It was on its way down with this node.
            }

            _state.IsConnected = false;
            _wakeUp.Nudge();
            await PauseAsync(failures, stoppingToken);
        }
    }

    private async Task<IBackplaneConnection> ConnectAsync(IBackplane backplane, CancellationToken stoppingToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        patience.CancelAfter(_options.HeartbeatTimeout);
        return await backplane.ConnectAsync(Hear, patience.Token);
    }

    /// <summary>Tells what is new, and again and again that this node is there, until the connection is lost.</summary>
    private async Task SpeakAsync(IBackplaneConnection connection, CancellationToken stoppingToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, connection.Lost);
        Volatile.Write(ref _heardSelfAt, _clock.GetTimestamp());
        while (!ended.IsCancellationRequested)
        {
            await PublishAsync(connection);
            if (_clock.GetElapsedTime(Volatile.Read(ref _heardSelfAt)) > _options.HeartbeatTimeout)
            {
                throw new TimeoutException("Messages of this node do not come back to it.");
            }

            await WaitForNewsAsync(ended.Token);
        }

        // The last commits before a node stops: nobody else would tell of them.
        if (stoppingToken.IsCancellationRequested && Volatile.Read(ref _hasNews) == 1)
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
        // Taken before the id is read: what is committed from here on is news again.
        var isNews = Interlocked.Exchange(ref _hasNews, 0) == 1;
        using var patience = new CancellationTokenSource(_options.HeartbeatTimeout);
        await connection.PublishAsync(string.Create(CultureInfo.InvariantCulture, $"{_node} {_wakeUp.Latest}"), patience.Token);
        if (isNews)
        {
            _state.Sent();
        }
    }

    private async Task WaitForNewsAsync(CancellationToken ended)
    {
        try
        {
            if (await _news.WaitAsync(_options.Beat, ended))
            {
                await Task.Delay(Pause, ended);
            }
        }
        catch (OperationCanceledException)
        {
            // Lost, or stopping.
        }
    }

    private void Announce()
    {
        if (Interlocked.Exchange(ref _hasNews, 1) == 0 && _news.CurrentCount == 0)
        {
            try
            {
                _news.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else has said it in the same moment.
            }
        }
    }

    private void Hear(string message)
    {
        if (message.Split(' ') is not [var node, var text] || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var latest))
        {
            return;
        }

        if (node == _node)
        {
            Volatile.Write(ref _heardSelfAt, _clock.GetTimestamp());
            if (!_state.IsConnected)
            {
                _state.IsConnected = true;
                LogJoined(_logger, _options.Provider);

                // For what was told before this node listened.
                _wakeUp.Nudge();
            }
        }
        else if (latest > _hub.Head)
        {
            _state.Received();
            _wakeUp.Heard();
        }
    }

    private async Task PauseAsync(int failures, CancellationToken stoppingToken)
    {
        // Jittered, so that the nodes of a site do not come all at once to a server that has just started.
        var longest = Math.Min(_options.MaxRetry.TotalMilliseconds, 50 * Math.Pow(2, Math.Min(failures, 16)));
        try
        {
            await Task.Delay(TimeSpan.FromMilliseconds(longest * (0.5 + (Random.Shared.NextDouble() / 2))), stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    [LoggerMessage(LogLevel.Information, "Joined to the other nodes by {Provider}")]
    private static partial void LogJoined(ILogger logger, BackplaneProvider provider);

    [LoggerMessage(LogLevel.Warning, "The backplane {Provider} is lost; the log is polled until it is back: {Reason}")]
    private static partial void LogLost(ILogger logger, BackplaneProvider provider, string reason);
}

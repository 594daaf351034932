using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace Dots.Web.Hosting.Shutdown;

/// <summary>
/// Stops the server on SIGTERM or Ctrl-C: at first it only reports that it is not ready, and stops after <see cref="ShutdownOptions.Delay"/>. A
/// second signal skips the delay.
/// </summary>
internal sealed partial class DrainingLifetime(
    DrainState drain,
    ListenSockets sockets,
    IHostApplicationLifetime application,
    IOptions<ShutdownOptions> options,
    ILogger<DrainingLifetime> logger)
    : IHostLifetime, IDisposable
{
    private readonly CancellationTokenSource _skipDelay = new();
    private PosixSignalRegistration[] _signals = [];
    private CancellationTokenRegistration _started;

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnSignal),
        ];
        _started = application.ApplicationStarted.Register(() => LogStarted(logger));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _started.Dispose();
        _skipDelay.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (drain.IsDraining)
        {
            _skipDelay.Cancel();
            return;
        }

        drain.Begin();
        LogStopping(logger, options.Value.Delay.TotalSeconds);
        _ = StopAfterDelayAsync();
    }

    private async Task StopAfterDelayAsync()
    {
        try
        {
            await Task.Delay(options.Value.Delay, _skipDelay.Token);
        }
        catch (OperationCanceledException)
        {
            // A second signal.
        }

        await sockets.DrainBacklogAsync(options.Value.ConnectionDrain);
        application.StopApplication();
    }

    [LoggerMessage(LogLevel.Information, "Dots has started. Ctrl-C stops it")]
    private static partial void LogStarted(ILogger logger);

    [LoggerMessage(LogLevel.Information, "Asked to stop; no longer ready, and stopping in {Seconds} s")]
    private static partial void LogStopping(ILogger logger, double seconds);
}

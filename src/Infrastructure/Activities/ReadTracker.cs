using Dots.Application.Activities;
using Dots.Application.Activities.Reads;
using Dots.Application.Common;
using Dots.Infrastructure.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Activities;

/// <inheritdoc cref="IReadTracker"/>
internal sealed partial class ReadTracker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReadTracker> logger)
    : BackgroundService, IReadTracker
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>More kinds of reads than this in one interval are not all told.</summary>
    private const int MaxGathered = 10_000;

    /// <summary>An event is hidden from at most so many readers; the others of a busy second are told of their own read.</summary>
    private const int MaxReaders = 100;

    private readonly Lock _gate = new();
    private Dictionary<(string Channel, int MessageId), Gathered> _gathered = [];

    /// <inheritdoc/>
    public void Note(ReadRecord notice)
    {
        var key = (notice.Channel, notice.MessageId);
        lock (_gate)
        {
            if (_gathered.TryGetValue(key, out var gathered))
            {
                gathered.Add(notice, clock.GetUtcNow());
            }
            else if (_gathered.Count < MaxGathered)
            {
                _gathered.Add(key, new Gathered(notice, clock.GetUtcNow()));
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            // From the end of one batch to the next, so that two of them are never nearer than that.
            await Task.Delay(Interval, clock, stoppingToken);
            try
            {
                await AppendAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogAppendFailed(logger, exception);
            }
        }
    }

    private async Task AppendAsync(CancellationToken cancellationToken)
    {
        Dictionary<(string, int), Gathered> batch;
        lock (_gate)
        {
            if (_gathered.Count == 0)
            {
                return;
            }

            (batch, _gathered) = (_gathered, []);
        }

        await using var scope = scopes.CreateAsyncScope();
        var appender = scope.ServiceProvider.GetRequiredService<EventBroadcaster>();
        await scope.ServiceProvider.GetRequiredService<IWriteTransaction>().RunAsync(
            () =>
            {
                foreach (var (notice, at, readers) in batch.Values.Select(gathered => gathered.Read()))
                {
                    var message = new ActivityMessage(notice.MessageId, notice.ActivityId, notice.Reader, at, notice.Data)
                    {
                        Revision = notice.Revision,
                    };
                    appender.Append(notice.Channel, message.Name, message.ToUtf8(), readers, undo: null);
                }

                return Task.FromResult(batch.Count);
            },
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Messages about reads could not be appended to the event log; they are lost")]
    private static partial void LogAppendFailed(ILogger logger, Exception exception);

    /// <summary>Reads of one kind: the last one is told, and none of those who have read is told of it.</summary>
    private sealed class Gathered(ReadRecord first, DateTimeOffset firstAt)
    {
        private readonly HashSet<string> _readers = [.. first.Reader.Names];
        private ReadRecord _last = first;
        private DateTimeOffset _at = firstAt;

        public void Add(ReadRecord notice, DateTimeOffset at)
        {
            (_last, _at) = (notice, at);
            if (_readers.Count < MaxReaders)
            {
                _readers.UnionWith(notice.Reader.Names);
            }
        }

        public (ReadRecord Notice, DateTimeOffset At, IReadOnlyList<string> Readers) Read() => (_last, _at, [.. _readers]);
    }
}

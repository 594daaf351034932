using Dots.Application.Activities;
using Dots.Application.Activities.Reads;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Infrastructure.Common;
using Dots.Infrastructure.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Activities;

/// <inheritdoc cref="IReadTracker"/>
internal sealed partial class ReadTracker(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ReadTracker> logger)
    : PeriodicService(clock), IReadTracker
{
    /// <summary>The maximum number of activities and kinds of reads in one batch, and so of messages in a second. Further reads are dropped.</summary>
    private const int MaxTracked = 100;

    /// <summary>The maximum number of readers that a message is hidden from. Further readers receive it despite their own read.</summary>
    private const int MaxReaders = 100;

    private readonly TimeProvider _clock = clock;
    private readonly Lock _gate = new();
    private Dictionary<(string Channel, int MessageId), CoalescedReads> _tracked = [];

    protected override TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public void Record(ReadRecord read)
    {
        var key = (read.Channel, read.MessageId);
        lock (_gate)
        {
            if (_tracked.TryGetValue(key, out var reads))
            {
                reads.Add(read, _clock.GetUtcNow());
            }
            else if (_tracked.Count < MaxTracked)
            {
                _tracked.Add(key, new CoalescedReads(read, _clock.GetUtcNow()));
            }
        }
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        Dictionary<(string, int), CoalescedReads> batch;
        lock (_gate)
        {
            if (_tracked.Count == 0)
            {
                return;
            }

            (batch, _tracked) = (_tracked, []);
        }

        await using var scope = scopes.CreateAsyncScope();
        var broadcaster = scope.ServiceProvider.GetRequiredService<EventBroadcaster>();
        await scope.ServiceProvider.GetRequiredService<IWriteTransaction>().RunAsync(
            () =>
            {
                foreach (var (last, at, hiddenFrom) in batch.Values.Select(reads => reads.ToMessage()))
                {
                    var message = new ActivityMessage(last.MessageId, last.ActivityId, last.Reader, at, last.Data)
                    {
                        Revision = last.Revision,
                    };
                    broadcaster.Append(last.Channel, message.Name, message.ToUtf8(), hiddenFrom, undo: null);
                }

                return Task.FromResult(batch.Count);
            },
            stoppingToken);
    }

    protected override void LogFailure(Exception exception) => LogAppendFailed(logger, exception);

    [LoggerMessage(LogLevel.Warning, "Messages about reads could not be appended to the event log; they were dropped")]
    private static partial void LogAppendFailed(ILogger logger, Exception exception);

    /// <summary>The reads of one activity and kind: one message about the last of them, hidden from all the readers.</summary>
    private sealed class CoalescedReads(ReadRecord first, DateTimeOffset firstAt)
    {
        private readonly HashSet<string> _readers = [.. first.Reader.Names];
        private readonly HashSet<long> _membersOf = first.MembersOf is { } number ? [number] : [];
        private ReadRecord _last = first;
        private DateTimeOffset _at = firstAt;

        public void Add(ReadRecord notice, DateTimeOffset at)
        {
            (_last, _at) = (notice, at);
            if (notice.MembersOf is { } number)
            {
                _membersOf.Add(number);
            }

            if (_readers.Count < MaxReaders)
            {
                _readers.UnionWith(notice.Reader.Names);
            }
        }

        public (ReadRecord Last, DateTimeOffset At, IReadOnlyList<string> HiddenFrom) ToMessage() =>
            (_last, _at, [.. _readers, .. _membersOf.Select(Audiences.MembersOnly)]);
    }
}

using Dots.Application.Events;
using Dots.Application.Streaming;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// The frame logs of the channels that are being read, one for each channel and wire format. They publish events in the order of the event
/// log. Thread-safe.
/// </summary>
/// <param name="workers">The number of workers that serve the subscriptions of a log.</param>
/// <param name="options">The number of bytes of frames that a log keeps, and that all logs keep together.</param>
/// <param name="preload">Loads recent events into a new log; null if its readers read them from the event log.</param>
internal sealed class ChannelLogs(int workers, StreamOptions options, Preload? preload)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<FrameLog>> _byChannel = [];
    private long _head;
    private long _openAfter;
    private long _windowBytes;

    /// <summary>The id up to which all events have been appended.</summary>
    public long Head => Volatile.Read(ref _head);

    /// <summary>Sets the end of the event log. Must be called before the first event is appended.</summary>
    public void StartAt(long head)
    {
        lock (_gate)
        {
            _openAfter = head;
            Volatile.Write(ref _head, head);
        }
    }

    /// <summary>Declares the end of the next page: logs that are opened from now on do not contain its events.</summary>
    /// <returns>The channels whose logs are open already, and will contain them.</returns>
    public IReadOnlySet<string> OpenAfter(long id)
    {
        lock (_gate)
        {
            _openAfter = Math.Max(_openAfter, id);
            return _byChannel.Keys.ToHashSet();
        }
    }

    /// <summary>Appends consecutive events; called by one thread at a time.</summary>
    /// <returns>The logs that may have changed.</returns>
    public IReadOnlyList<FrameLog> Append(IReadOnlyList<ServerEvent> events)
    {
        var changed = new List<FrameLog>();
        lock (_gate)
        {
            foreach (var serverEvent in events)
            {
                foreach (var log in LogsOf(serverEvent.Channel))
                {
                    log.Append(serverEvent);
                }
            }

            // Only after all appends: no log may lack an event up to the head.
            AdvanceTo(events[^1].Id);
            foreach (var channel in events.Select(serverEvent => serverEvent.Channel).Distinct())
            {
                changed.AddRange(LogsOf(channel));
            }
        }

        return changed;
    }

    /// <summary>Skips events, which readers then read from the event log.</summary>
    /// <param name="id">The last event to skip.</param>
    /// <param name="channel">The channel whose events are skipped; null for all channels.</param>
    /// <returns>The logs that may have changed.</returns>
    public IReadOnlyList<FrameLog> SkipThrough(long id, string? channel)
    {
        lock (_gate)
        {
            List<FrameLog> changed = [.. channel is null ? _byChannel.Values.SelectMany(logs => logs) : LogsOf(channel)];
            foreach (var log in changed)
            {
                log.SkipThrough(id);
            }

            AdvanceTo(id);
            return changed;
        }
    }

    /// <summary>The logs of the channels in this format, kept open until <see cref="Release"/>.</summary>
    public FrameLog[] Acquire(IReadOnlyList<string> channels, IFrameFormat format)
    {
        var acquired = new FrameLog[channels.Count];
        lock (_gate)
        {
            for (var i = 0; i < acquired.Length; i++)
            {
                acquired[i] = LogsOf(channels[i]).FirstOrDefault(log => log.Format == format) ?? Open(channels[i], format);
                acquired[i].Holders++;
            }
        }

        return acquired;
    }

    public void Release(FrameLog[] acquired)
    {
        lock (_gate)
        {
            foreach (var log in acquired)
            {
                if (--log.Holders == 0 && log.Channel != Channels.Notifications)
                {
                    _windowBytes -= log.WindowBytes;
                    var logs = _byChannel[log.Channel];
                    logs.Remove(log);
                    if (logs.Count == 0)
                    {
                        _byChannel.Remove(log.Channel);
                    }
                }
            }
        }
    }

    /// <summary>Visits every subscription of every log once, outside of the lock.</summary>
    public void Visit(Action<Subscription> visit)
    {
        FrameLog[] logs;
        lock (_gate)
        {
            logs = [.. _byChannel.Values.SelectMany(logs => logs)];
        }

        foreach (var log in logs)
        {
            foreach (var readers in log.Readers)
            {
                readers.Visit(subscription =>
                {
                    // A stream that reads several channels is in the set of each of them.
                    if (subscription.MainLog == log)
                    {
                        visit(subscription);
                    }
                });
            }
        }
    }

    private List<FrameLog> LogsOf(string channel) => _byChannel.TryGetValue(channel, out var logs) ? logs : [];

    private FrameLog Open(string channel, IFrameFormat format)
    {
        var log = new FrameLog(channel, format, _openAfter, NextWindowBytes(), workers);
        _windowBytes += log.WindowBytes;
        if (!_byChannel.TryGetValue(channel, out var logs))
        {
            _byChannel.Add(channel, logs = []);
        }

        logs.Add(log);
        log.Preloaded = preload?.RunAsync(log, _openAfter) ?? Task.CompletedTask;
        return log;
    }

    // A part of what is left at most, so that something is left for every further log.
    private int NextWindowBytes() =>
        (int)Math.Clamp((options.TotalWindowBytes - _windowBytes) / 4, StreamOptions.MinWindowBytes, options.WindowBytes);

    private void AdvanceTo(long id)
    {
        _openAfter = Math.Max(_openAfter, id);
        Volatile.Write(ref _head, Math.Max(_head, id));
    }
}

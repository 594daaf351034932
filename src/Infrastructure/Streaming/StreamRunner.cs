using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Common;
using Dots.Infrastructure.Events;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Runs streams: each reads the log from its cursor until it has reached the recent frames of its channels, and continues there. No event can
/// be lost or repeated at that transition, because both sides are ordered by event id. A resumed stream differs only in its start.
/// </summary>
internal sealed class StreamRunner(EventLog eventLog, StreamHub hub, ReplayLimiter replays, LowPriorityScheduler lowPriority, StreamOptions options)
{
    /// <summary>Small, so that many streams can replay at once within bounded memory.</summary>
    private static readonly PageLimit ReplayPage = new(Events: 1024, Bytes: 256 * 1024);

    /// <inheritdoc cref="IEventStreams.RunAsync"/>
    /// <param name="request">The channels, cursor, filter and wire format.</param>
    /// <param name="output">Where frames are sent.</param>
    /// <param name="projection">Creates the projection of one replay's events; null to send them unchanged.</param>
    /// <param name="readerGone">Ends the stream.</param>
    public async Task<StreamEnd> RunAsync(
        StreamRequest request, IStreamOutput output, Func<IReplayProjection>? projection, CancellationToken readerGone)
    {
        var logs = hub.Acquire(request.Channels, request.Format);
        try
        {
            foreach (var log in logs)
            {
                await log.Preloaded;
            }

            var (cursor, end) = (request.After, (StreamEnd?)null);
            while (end is null)
            {
                (cursor, end) = await ReplayAsync(request, logs, cursor, output, projection?.Invoke(), readerGone);
                if (end is null)
                {
                    (cursor, end) = await FollowAsync(request, logs, cursor, output, readerGone);
                }
            }

            hub.Metrics.Ended(end.Value);
            return end.Value;
        }
        catch (ProjectionException)
        {
            // Not a fault of the server: events of older versions are in the log. The stream that the reader opens next begins with a reset.
            hub.Metrics.Ended(StreamEnd.StateUnknown);
            return StreamEnd.StateUnknown;
        }
        catch (OperationCanceledException) when (readerGone.IsCancellationRequested)
        {
            hub.Metrics.Ended(StreamEnd.ReaderGone);
            return StreamEnd.ReaderGone;
        }
        finally
        {
            hub.Release(logs);
        }
    }

    private async Task<(long Cursor, StreamEnd? End)> FollowAsync(
        StreamRequest request, FrameLog[] logs, long cursor, IStreamOutput output, CancellationToken readerGone)
    {
        var subscription = hub.Subscribe(logs, request, cursor, output);
        try
        {
            await using var registration = readerGone.UnsafeRegister(
                static subscription => ((Subscription)subscription!).Cut(StreamEnd.ReaderGone), subscription);
            var end = await subscription.Completion;
            return (subscription.Cursor, end);
        }
        finally
        {
            hub.Unsubscribe(subscription, logs);
        }
    }

    private async Task<(long Cursor, StreamEnd? End)> ReplayAsync(
        StreamRequest request,
        FrameLog[] logs,
        long cursor,
        IStreamOutput output,
        IReplayProjection? projection,
        CancellationToken readerGone)
    {
        if (cursor >= logs.Max(log => log.Floor))
        {
            return (cursor, null);
        }

        using var permit = await TryEnterAsync(request.Client, projection, readerGone);
        if (permit is null)
        {
            return (cursor, StreamEnd.Overloaded);
        }

        try
        {
            output.SetReplaying(true);

            // Reads, encodes and sends as fast as the reader receives. At normal priority a few replays would take every core.
            return await lowPriority.RunAsync(() => ReplayPagesAsync(request, logs, cursor, output, projection, readerGone));
        }
        finally
        {
            output.SetReplaying(false);
        }
    }

    private async Task<(long Cursor, StreamEnd? End)> ReplayPagesAsync(
        StreamRequest request,
        FrameLog[] logs,
        long cursor,
        IStreamOutput output,
        IReplayProjection? projection,
        CancellationToken readerGone)
    {
        using var frames = new PooledBufferWriter(FrameSegment.Size);
        while (true)
        {
            // Read before the page: everything up to the floor is committed, so the last page contains all events up to there.
            var floor = logs.Max(log => log.Floor);
            if (cursor >= floor)
            {
                return (cursor, null);
            }

            var page = await eventLog.ReadAsync(request.Channels, cursor, ReplayPage, readerGone);
            if (cursor > 0 && !(await eventLog.GetBoundsAsync(readerGone)).Honours(cursor))
            {
                // The log was trimmed past the cursor of a slow reader. When the reader reconnects, its stream begins with a reset.
                output.Abort();
                return (cursor, StreamEnd.TooFarBehind);
            }

            if (await SendPageAsync(request, page.Events, frames, output, projection, readerGone) is { } end)
            {
                return (cursor, end);
            }

            var last = page.Events.Count > 0 ? page.Events[^1].Id : cursor;
            cursor = page.IsLast ? Math.Max(floor, last) : last;
        }
    }

    private async Task<IDisposable?> TryEnterAsync(string client, IReplayProjection? projection, CancellationToken readerGone)
    {
        try
        {
            return await replays.EnterAsync(client, projection is null ? 1 : ReplayLimiter.PermitsOfDocuments, readerGone);
        }
        catch (OverloadedException)
        {
            return null;
        }
    }

    private async Task<StreamEnd?> SendPageAsync(
        StreamRequest request,
        IReadOnlyList<ServerEvent> page,
        PooledBufferWriter frames,
        IStreamOutput output,
        IReplayProjection? projection,
        CancellationToken readerGone)
    {
        frames.Clear();
        var count = 0;
        for (var i = 0; i < page.Count; i++)
        {
            // Includes events that the stream filters out: a projection derives each state from the previous one.
            var shown = projection is null ? page[i] : await projection.ProjectAsync(page[i], readerGone);
            if (request.Wants(shown.Type, shown.HiddenFrom))
            {
                request.Format.Write(shown, frames);
                count++;
            }

            if (count > 0 && (i == page.Count - 1 || frames.WrittenCount >= FrameSegment.Size))
            {
                hub.Metrics.Replayed(count, frames.WrittenCount);
                if (await SendAsync(output, frames.WrittenMemory) is { } end)
                {
                    return end;
                }

                frames.Clear();
                count = 0;

                // To a fast reader every send completes at once, and other replays would never have their turn.
                await Task.Yield();
            }
        }

        return null;
    }

    private async Task<StreamEnd?> SendAsync(IStreamOutput output, ReadOnlyMemory<byte> frames)
    {
        try
        {
            var sending = output.SendAsync(frames).AsTask();
            if (!sending.IsCompleted && await Task.WhenAny(sending, Task.Delay(options.SendTimeout)) != sending)
            {
                output.Abort();
                await Task.WhenAny(sending);
                return StreamEnd.TooSlow;
            }

            await sending;
            return hub.IsStopping ? StreamEnd.ServerStopping : null;
        }
        catch (Exception)
        {
            // Only the connection can fail here.
            return StreamEnd.ReaderGone;
        }
    }
}

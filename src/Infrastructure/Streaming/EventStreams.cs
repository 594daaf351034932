using System.Buffers;
using System.Globalization;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Activities;
using Dots.Infrastructure.Backplanes;
using Dots.Infrastructure.Events;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Resume is the same reading, begun earlier: a stream reads the log from its cursor until it stands within the recent frames, and goes
/// on from there. There is no seam to lose events in, because both sides of it are the one order of ids.
/// </summary>
internal sealed class EventStreams(
    EventLog eventLog,
    DocumentHistory history,
    StreamHub hub,
    WakeUp wakeUp,
    IOptions<StreamOptions> options,
    IOptions<BackplaneOptions> backplane)
    : IEventStreams
{
    /// <summary>Small, so that thousands of streams can replay at once within bounded memory.</summary>
    private const int ReplayPage = 128;

    /// <inheritdoc/>
    public async Task<StreamStart> BeginAsync(string? cursor, string? documentsOf, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            // What was acknowledged before this stream began is past, even if the log's reader has not come to it yet; what other nodes have
            // acknowledged, only the log knows.
            return backplane.Value.IsShared
                ? new StreamStart((await eventLog.GetBoundsAsync(cancellationToken)).Latest, Reset: null, default)
                : new StreamStart(Math.Max(hub.Head, wakeUp.Latest), Reset: null, default);
        }

        var bounds = await eventLog.GetBoundsAsync(cancellationToken);
        if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            return new StreamStart(bounds.Latest, CursorReset.NotANumber, bounds);
        }

        if (!bounds.Honours(after))
        {
            return new StreamStart(bounds.Latest, CursorReset.Reason(after, bounds), bounds);
        }

        return documentsOf is null || await history.ReachesBackToAsync(documentsOf, after, cancellationToken)
            ? new StreamStart(after, Reset: null, bounds)
            : new StreamStart(bounds.Latest, CursorReset.NoDocuments, bounds);
    }

    /// <inheritdoc/>
    public async Task<StreamEnd> RunAsync(StreamRequest request, IStreamOutput output, CancellationToken readerGone)
    {
        var logs = hub.Hold(request.Channels, request.Format);
        try
        {
            foreach (var log in logs)
            {
                await log.Preloaded;
            }

            var (cursor, end) = (request.After, (StreamEnd?)null);
            while (end is null)
            {
                (cursor, end) = await ReplayAsync(request, logs, cursor, output, readerGone);
                if (end is null)
                {
                    (cursor, end) = await FollowAsync(request, logs, cursor, output, readerGone);
                }
            }

            hub.Metrics.Ended(end.Value);
            return end.Value;
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
            StreamHub.Unsubscribe(subscription, logs);
        }
    }

    private async Task<(long Cursor, StreamEnd? End)> ReplayAsync(
        StreamRequest request, FrameLog[] logs, long cursor, IStreamOutput output, CancellationToken readerGone)
    {
        var frames = new ArrayBufferWriter<byte>();
        while (true)
        {
            // Read before the page: everything up to it is committed, so a page that is not full has seen all of it.
            var floor = logs.Max(log => log.Floor);
            if (cursor >= floor)
            {
                return (cursor, null);
            }

            var page = await eventLog.ReadAsync(request.Channels, cursor, ReplayPage, readerGone);
            if (cursor > 0 && !(await eventLog.GetBoundsAsync(readerGone)).Honours(cursor))
            {
                // The log was trimmed past a reader who took too long; when it comes back, it is told so.
                output.Abort();
                return (cursor, StreamEnd.TooFarBehind);
            }

            var complete = request.Format.TakesDocuments ? await history.CompleteAsync(page, readerGone) : page;
            if (await SendPageAsync(request, complete, frames, output) is { } end)
            {
                return (cursor, end);
            }

            cursor = page.Count == ReplayPage ? page[^1].Id : Math.Max(floor, page.Count > 0 ? page[^1].Id : cursor);
        }
    }

    private async Task<StreamEnd?> SendPageAsync(
        StreamRequest request, IReadOnlyList<ServerEvent> page, ArrayBufferWriter<byte> frames, IStreamOutput output)
    {
        frames.ResetWrittenCount();
        var count = 0;
        for (var i = 0; i < page.Count; i++)
        {
            if (request.Wants(page[i].Type, page[i].HiddenFrom))
            {
                request.Format.Write(page[i], frames);
                count++;
            }

            if (count > 0 && (i == page.Count - 1 || frames.WrittenCount >= FrameSegment.Size))
            {
                hub.Metrics.Replayed(count, frames.WrittenCount);
                if (await SendAsync(output, frames.WrittenMemory) is { } end)
                {
                    return end;
                }

                frames.ResetWrittenCount();
                count = 0;
            }
        }

        return null;
    }

    private async Task<StreamEnd?> SendAsync(IStreamOutput output, ReadOnlyMemory<byte> frames)
    {
        try
        {
            var sending = output.SendAsync(frames).AsTask();
            if (!sending.IsCompleted && await Task.WhenAny(sending, Task.Delay(options.Value.SendTimeout)) != sending)
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
            // The one thing that fails here is the wire.
            return StreamEnd.ReaderGone;
        }
    }
}

using System.Globalization;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Events;

namespace Dots.Infrastructure.Streaming;

/// <inheritdoc cref="IEventStreams"/>
internal sealed class EventStreams(EventLog eventLog, StreamHub hub, StreamRunner runner, ReplayLimiter replays, WakeUp wakeUp, ILogSharing sharing)
    : IEventStreams
{
    /// <inheritdoc/>
    public async Task<StreamStart> BeginAsync(string? cursor, string client, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            // After every event that was acknowledged before this stream began, even if the log's reader has not reached it yet. Events that
            // other nodes have acknowledged can only be found in the log.
            return sharing.IsShared
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

        if (after < bounds.Latest)
        {
            // Refused here where it can be answered with 503. The stream waits in line itself if it has to read the log at all.
            (await replays.EnterAsync(client, permits: 1, cancellationToken)).Dispose();
        }

        return new StreamStart(after, Reset: null, bounds);
    }

    /// <inheritdoc/>
    public Task<StreamEnd> RunAsync(StreamRequest request, IStreamOutput output, CancellationToken readerGone) =>
        runner.RunAsync(request, output, projection: null, readerGone);
}

using Dots.Application.Activities.Documents;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Infrastructure.Common;
using Dots.Infrastructure.Events;
using Dots.Infrastructure.Streaming;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Activities.Documents;

/// <inheritdoc cref="IDocumentStreams"/>
internal sealed class DocumentStreams(
    IEventStreams streams,
    EventLog eventLog,
    DocumentHistory history,
    DocumentPublisher publisher,
    ReplayLimiter replays,
    LowPriorityScheduler lowPriority,
    IOptions<StreamOptions> options)
    : IDocumentStreams
{
    private readonly StreamRunner _runner = new(eventLog, publisher.Hub, replays, lowPriority, options.Value);

    /// <inheritdoc/>
    public IEventStreams Of(string channel) => new OfActivity(this, channel);

    private async Task<StreamStart> BeginAsync(string channel, string? cursor, string client, CancellationToken cancellationToken)
    {
        var start = await streams.BeginAsync(cursor, client, cancellationToken);
        return string.IsNullOrEmpty(cursor) || start.Reset is not null
            || await history.ReachesBackToAsync(channel, start.After, cancellationToken)
            ? start
            : new StreamStart(start.Bounds.Latest, CursorReset.NoDocuments, start.Bounds);
    }

    private async Task<StreamEnd> RunAsync(string channel, StreamRequest request, IStreamOutput output, CancellationToken readerGone)
    {
        // Added before the logs are acquired, because they start at the publisher's position, and removed after they are released.
        using var reader = publisher.AddReader();
        return await _runner.RunAsync(request, output, () => new DocumentProjection(history, channel), readerGone);
    }

    private sealed class OfActivity(DocumentStreams documents, string channel) : IEventStreams
    {
        public Task<StreamStart> BeginAsync(string? cursor, string client, CancellationToken cancellationToken) =>
            documents.BeginAsync(channel, cursor, client, cancellationToken);

        public Task<StreamEnd> RunAsync(StreamRequest request, IStreamOutput output, CancellationToken readerGone) =>
            documents.RunAsync(channel, request, output, readerGone);
    }
}

using Dots.Application.Events;
using Dots.Infrastructure.Streaming;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Activities.Documents;

/// <summary>
/// Publishes live events with whole documents to a separate hub, projected once for all readers of an activity. The reader of the log only
/// queues pages for it, so that neither that thread nor ordinary streams ever wait for it. It is idle while it has no readers.
/// </summary>
internal sealed partial class DocumentPublisher : IEventTap, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Page> _pages = new();
    private readonly Dictionary<string, DocumentProjection> _projections = [];
    private readonly StreamHub _source;
    private readonly DocumentHistory _history;
    private readonly int _maxQueuedBytes;
    private readonly ILogger _logger;
    private int _readers;
    private int _queuedBytes;
    private bool _isWorking;
    private volatile bool _isDisposed;

    public DocumentPublisher(
        StreamHub source,
        DocumentHistory history,
        IOptions<StreamOptions> options,
        IHostApplicationLifetime lifetime,
        ILogger<DocumentPublisher> logger)
    {
        (_source, _history, _maxQueuedBytes, _logger) = (source, history, options.Value.WindowBytes, logger);

        // No preload: whole documents would soon fill the window. Readers that resume read from the event log instead.
        Hub = new StreamHub(source.Metrics, options.Value, workers: 1, preload: null);
        lifetime.ApplicationStopping.Register(Hub.Stop);
    }

    public StreamHub Hub { get; }

    /// <summary>Keeps publishing live events to <see cref="Hub"/> until the result is disposed.</summary>
    public IDisposable AddReader()
    {
        lock (_gate)
        {
            if (_readers++ == 0 && !_isWorking)
            {
                // Pages since the last reader left were not queued. The next queued page continues from the source's head.
                _projections.Clear();
                Hub.StartAt(_source.Head);
            }
        }

        return new Reader(this);
    }

    /// <inheritdoc/>
    public void Published(IReadOnlyList<ServerEvent> events)
    {
        lock (_gate)
        {
            // Pages are also queued while it is working without readers, so that the next reader does not miss any.
            if (_readers == 0 && !_isWorking)
            {
                return;
            }

            Enqueue(new Page(events, events[^1].Id, events.Sum(serverEvent => serverEvent.Payload.Length)));
            if (!_isWorking)
            {
                _isWorking = true;
                _ = Task.Run(WorkAsync);
            }
        }
    }

    public void Dispose()
    {
        // The container disposes it once for each service type that it is registered as.
        if (!_isDisposed)
        {
            _isDisposed = true;
            Hub.Dispose();
        }
    }

    private void Enqueue(Page page)
    {
        if (_queuedBytes > _maxQueuedBytes)
        {
            // It cannot keep up, or the database does not answer. Readers read the skipped events from the event log.
            _pages.Clear();
            _queuedBytes = 0;
            page = new Page([], page.Through, 0);
        }

        _pages.Enqueue(page);
        _queuedBytes += page.Bytes;
    }

    private bool TryDequeue(out Page page)
    {
        lock (_gate)
        {
            _isWorking = _pages.TryDequeue(out page);
            _queuedBytes -= page.Bytes;
            return _isWorking;
        }
    }

    private async Task WorkAsync()
    {
        while (TryDequeue(out var page))
        {
            try
            {
                await PublishAsync(page);
            }
            catch (Exception exception) when (!_isDisposed)
            {
                LogFailed(_logger, "*", exception);
                _projections.Clear();
                Hub.SkipThrough(page.Through);
            }
        }
    }

    private async Task PublishAsync(Page page)
    {
        // Before the first event: a log that is opened while the page is projected would lack the events before, so it must get none of the page.
        var open = Hub.OpenAfter(page.Through);
        foreach (var closed in _projections.Keys.Where(channel => !open.Contains(channel)).ToList())
        {
            _projections.Remove(closed);
        }

        if (page.Events.Count == 0)
        {
            _projections.Clear();
            Hub.SkipThrough(page.Through);
            return;
        }

        var (batch, bytes) = (new List<ServerEvent>(), 0);
        foreach (var serverEvent in page.Events)
        {
            if (!open.Contains(serverEvent.Channel))
            {
                continue;
            }

            try
            {
                batch.Add(await ProjectAsync(serverEvent));
                bytes += batch[^1].Payload.Length;
            }
            catch (Exception exception)
            {
                LogFailed(_logger, serverEvent.Channel, exception);
                Flush(batch);
                Hub.SkipThrough(serverEvent.Id, serverEvent.Channel);
            }

            if (bytes >= FrameSegment.Size)
            {
                Flush(batch);
                bytes = 0;
            }
        }

        Flush(batch);
    }

    private ValueTask<ServerEvent> ProjectAsync(ServerEvent serverEvent)
    {
        if (Channels.ActivityOf(serverEvent.Channel) is null)
        {
            return ValueTask.FromResult(serverEvent);
        }

        if (!_projections.TryGetValue(serverEvent.Channel, out var projection))
        {
            _projections.Add(serverEvent.Channel, projection = new DocumentProjection(_history, serverEvent.Channel));
        }

        return projection.ProjectAsync(serverEvent, CancellationToken.None);
    }

    private void Flush(List<ServerEvent> batch)
    {
        if (batch.Count > 0)
        {
            Hub.Publish(batch);
            batch.Clear();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Whole documents of channel {Channel} could not be read; readers read the event log instead")]
    private static partial void LogFailed(ILogger logger, string channel, Exception exception);

    /// <param name="Events">Consecutive events; none if they were dropped.</param>
    /// <param name="Through">The id of the last.</param>
    /// <param name="Bytes">Of all payloads.</param>
    private readonly record struct Page(IReadOnlyList<ServerEvent> Events, long Through, int Bytes);

    private sealed class Reader(DocumentPublisher publisher) : IDisposable
    {
        public void Dispose()
        {
            lock (publisher._gate)
            {
                publisher._readers--;
            }
        }
    }
}

using System.Net.WebSockets;
using Dots.Application.Activities;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Presence;
using Dots.Application.Common;
using Dots.Application.Streaming;
using Dots.Web.Streams.Sockets;
using Microsoft.Extensions.Options;

namespace Dots.Web.Streams.WebSockets;

/// <summary>A WebSocket that may be opened: everything that can be refused has been looked at, and the handshake is not answered yet.</summary>
internal sealed class PendingWebSocket : IDeferredStream
{
    private const string Transport = "ws";

    private readonly HttpContext _context;
    private readonly StreamAdmission _opening;
    private readonly WebSocketServices _services;
    private readonly StreamStart _start;
    private readonly ActivitySnapshot? _snapshot;
    private readonly string _connectionId;
    private readonly IAsyncDisposable? _presence;

    private PendingWebSocket(
        HttpContext context,
        StreamAdmission opening,
        WebSocketServices services,
        StreamStart start,
        ActivitySnapshot? snapshot,
        string connectionId,
        IAsyncDisposable? presence)
    {
        _context = context;
        _opening = opening;
        _services = services;
        _start = start;
        _snapshot = snapshot;
        _connectionId = connectionId;
        _presence = presence;
    }

    /// <summary>Lets a reader in, or throws what is to be answered. The socket is opened when the request has left the pipeline.</summary>
    public static async Task OpenAsync(HttpContext context, StreamTopic topic)
    {
        WebSocketHandshake.Check(context);
        var isSnapshotWanted = topic.ReadsSnapshot(context.Request);
        var opening = await StreamAdmission.EnterAsync(context, topic, Transport);
        try
        {
            var services = WebSocketServices.Of(context);
            var start = await opening.Streams.BeginAsync(context.Request.Query["since"], context.RequestAborted);
            var snapshot = isSnapshotWanted ? await ReadSnapshotAsync(context, topic) : null;
            var connectionId = opening.Caller.ConnectionId ?? context.TraceIdentifier;
            var presence = topic.ActivityId is { } activityId && opening.Caller.User is { } user
                ? await services.Presence.EnterAsync(activityId, new Caller(user, connectionId), context.RequestAborted)
                : null;
            DeferredStream.Set(context, new PendingWebSocket(context, opening, services, start, snapshot, connectionId, presence));
        }
        catch
        {
            opening.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync()
    {
        using var place = _opening;
        await using var presence = _presence;
        await using var wire = new WebSocketWire(_context, await WebSocketHandshake.AcceptAsync(_context), DirectSending.OutputOf(_context));
        var ping = _services.Timeouts.Ping;
        using var socket = WebSocket.CreateFromStream(
            wire, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = ping, KeepAliveTimeout = ping });
        await new WebSocketStream(_context, _opening, _services, wire, socket, _connectionId).ServeAsync(_start, _snapshot);
    }

    /// <summary>Read after the stream's beginning, so that an activity that is not there yet cannot come in between unseen.</summary>
    private static async Task<ActivitySnapshot?> ReadSnapshotAsync(HttpContext context, StreamTopic topic) =>
        topic.ActivityId is { } activityId
            ? await context.RequestServices.GetRequiredService<IActivitySnapshots>().ReadAsync(activityId, context.RequestAborted)
            : null;
}

/// <summary>What sockets need of the server while they live, which is longer than their requests' own services do.</summary>
internal sealed record WebSocketServices(IActivityInbox Inbox, IActivityPresence Presence, WebSocketTimeouts Timeouts)
{
    public static WebSocketServices Of(HttpContext context)
    {
        var services = context.RequestServices;
        return new WebSocketServices(
            services.GetRequiredService<IActivityInbox>(),
            services.GetRequiredService<IActivityPresence>(),
            services.GetRequiredService<IOptions<WebSocketTimeouts>>().Value);
    }
}

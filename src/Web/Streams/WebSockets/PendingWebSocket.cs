using System.Net.WebSockets;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Presence;
using Dots.Application.Common;
using Dots.Application.Streaming;
using Dots.Web.Streams.Sockets;
using Microsoft.Extensions.Options;

namespace Dots.Web.Streams.WebSockets;

/// <summary>A WebSocket whose request has passed every check, and whose handshake has not been answered yet.</summary>
internal sealed class PendingWebSocket : IDeferredStream
{
    private const string Transport = "ws";

    private readonly HttpContext _context;
    private readonly StreamAdmission _admission;
    private readonly WebSocketServices _services;
    private readonly StreamStart _start;
    private readonly ActivitySnapshot? _snapshot;
    private readonly Caller _caller;
    private readonly SocketPresence? _presence;

    private PendingWebSocket(
        HttpContext context,
        StreamAdmission admission,
        WebSocketServices services,
        StreamStart start,
        ActivitySnapshot? snapshot,
        Caller caller,
        SocketPresence? presence)
    {
        _context = context;
        _admission = admission;
        _services = services;
        _start = start;
        _snapshot = snapshot;
        _caller = caller;
        _presence = presence;
    }

    /// <summary>Admits a reader, or throws what is to be answered. The socket is opened after the request has left the pipeline.</summary>
    public static async Task AdmitAsync(HttpContext context, StreamTopic topic)
    {
        WebSocketHandshake.Check(context);
        var isSnapshotWanted = topic.RequestsSnapshot(context.Request);
        var admission = await StreamAdmission.AdmitAsync(context, topic, Transport);
        try
        {
            var services = WebSocketServices.Of(context);
            var start = await admission.BeginAsync(context);
            var snapshot = isSnapshotWanted ? await ReadSnapshotAsync(context, topic, admission.Caller.User) : null;
            var caller = admission.Caller with { ConnectionId = admission.Caller.ConnectionId ?? context.TraceIdentifier };
            var presence = topic.ActivityId is { } activityId && caller.User is not null
                ? new SocketPresence(services.Presence, activityId, caller)
                : null;
            if (presence is not null && admission.Authorization!.CanReadActivity)
            {
                await presence.EnterAsync(context.RequestAborted);
            }

            DeferredStream.Set(context, new PendingWebSocket(context, admission, services, start, snapshot, caller, presence));
        }
        catch
        {
            admission.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync()
    {
        using var place = _admission;
        await using var presence = _presence;
        await using var wire = new WebSocketWire(_context, await WebSocketHandshake.AcceptAsync(_context), DirectSending.OutputOf(_context));
        using var socket = WebSocket.CreateFromStream(wire, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = TimeSpan.Zero });
        await using var pinger = new WebSocketPinger(_context, wire, _services.Clock, _services.Timeouts.Ping);
        await new WebSocketStream(_context, _admission, _services, wire, socket, _caller, _presence).ServeAsync(_start, _snapshot);
    }

    /// <summary>
    /// Called after the stream's start is fixed: were it called before, an activity created in between would be neither in the snapshot nor
    /// among the events.
    /// </summary>
    private static async Task<ActivitySnapshot?> ReadSnapshotAsync(HttpContext context, StreamTopic topic, User? reader) =>
        topic.ActivityId is { } activityId
            ? await context.RequestServices.GetRequiredService<IActivitySnapshots>().ReadAsync(activityId, reader, context.RequestAborted)
            : null;
}

/// <summary>The services that a socket uses throughout its life: its request's scope is disposed before that begins.</summary>
internal sealed record WebSocketServices(
    ISocketMessageHandler Messages, IActivityPresence Presence, WebSocketTimeouts Timeouts, TimeProvider Clock)
{
    public static WebSocketServices Of(HttpContext context)
    {
        var services = context.RequestServices;
        return new WebSocketServices(
            services.GetRequiredService<ISocketMessageHandler>(),
            services.GetRequiredService<IActivityPresence>(),
            services.GetRequiredService<IOptions<WebSocketTimeouts>>().Value,
            services.GetRequiredService<TimeProvider>());
    }
}

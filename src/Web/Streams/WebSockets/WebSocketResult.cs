using Microsoft.AspNetCore.Mvc;

namespace Dots.Web.Streams.WebSockets;

/// <summary>
/// Admits a reader by WebSocket. The handshake is answered, and the socket served, after the request has left the pipeline, by an object that
/// refers to the <see cref="HttpContext"/> alone: neither the action nor its invoker stays in memory for as long as the socket.
/// </summary>
internal sealed class WebSocketResult(StreamTopic topic) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context) => PendingWebSocket.AdmitAsync(context.HttpContext, topic);
}

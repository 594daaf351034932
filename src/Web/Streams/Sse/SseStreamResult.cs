using Microsoft.AspNetCore.Mvc;

namespace Dots.Web.Streams.Sse;

/// <summary>
/// Admits a reader of Server-Sent Events. The stream itself runs after the request has left the pipeline and refers only to the
/// <see cref="HttpContext"/>, so that neither the action nor its invoker stays in memory for as long as the stream.
/// </summary>
internal sealed class SseStreamResult(StreamTopic topic) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context) => SseStream.AdmitAsync(context.HttpContext, topic);
}

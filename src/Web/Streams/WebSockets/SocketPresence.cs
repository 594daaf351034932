using Dots.Application.Activities.Presence;
using Dots.Application.Common;

namespace Dots.Web.Streams.WebSockets;

/// <summary>The presence of a socket's user on its activity. The socket may be open before the activity exists, on which nobody is present until then.</summary>
internal sealed class SocketPresence(IActivityPresence presence, Guid activityId, Caller caller) : IAsyncDisposable
{
    private IAsyncDisposable? _lease;

    /// <summary>Must not be called concurrently. Further calls do nothing.</summary>
    public async Task EnterAsync(CancellationToken cancellationToken) =>
        _lease ??= await presence.EnterAsync(activityId, caller, cancellationToken);

    public ValueTask DisposeAsync() => _lease?.DisposeAsync() ?? ValueTask.CompletedTask;
}

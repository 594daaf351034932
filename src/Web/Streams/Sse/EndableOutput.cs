using Dots.Application.Streaming;

namespace Dots.Web.Streams.Sse;

/// <summary>An output whose events can be ended without ending the connection, so that the response can still be completed in order.</summary>
internal sealed class EndableOutput(IStreamOutput output) : IStreamOutput
{
    private volatile bool _hasEnded;

    /// <summary>Rejects all further events, and ignores <see cref="Abort"/>. One that is being sent may complete.</summary>
    public void End() => _hasEnded = true;

    /// <exception cref="OperationCanceledException">The events have ended.</exception>
    public ValueTask SendAsync(ReadOnlyMemory<byte> frames) =>
        _hasEnded ? ValueTask.FromException(new OperationCanceledException("No more events are sent.")) : output.SendAsync(frames);

    public void SetReplaying(bool isReplaying) => output.SetReplaying(isReplaying);

    public void Abort()
    {
        if (!_hasEnded)
        {
            output.Abort();
        }
    }
}

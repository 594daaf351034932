using Dots.Application.Streaming;
using Dots.Web.Streams.Sse;

namespace Dots.Web.Tests.Streams;

[TransportOnly]
public sealed class EndableOutputTests
{
    private readonly RecordingOutput _inner = new();

    [Fact]
    public async Task End_RejectsFurtherEvents_AndKeepsTheConnection()
    {
        var output = new EndableOutput(_inner);
        await output.SendAsync(new byte[] { 1 });
        output.End();

        await FluentActions.Awaiting(() => output.SendAsync(new byte[] { 2 }).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        output.Abort();

        _inner.Calls.Should().Equal("send 1");
    }

    [Fact]
    public void Calls_ReachTheConnection_WhileTheEventsHaveNotEnded()
    {
        IStreamOutput output = new EndableOutput(_inner);

        output.SetReplaying(true);
        output.SetReplaying(false);
        output.Abort();

        _inner.Calls.Should().Equal("replaying True", "replaying False", "abort");
    }

    private sealed class RecordingOutput : IStreamOutput
    {
        public List<string> Calls { get; } = [];

        public ValueTask SendAsync(ReadOnlyMemory<byte> frames)
        {
            Calls.Add($"send {frames.Span[0]}");
            return default;
        }

        public void SetReplaying(bool isReplaying) => Calls.Add($"replaying {isReplaying}");

        public void Abort() => Calls.Add("abort");
    }
}

using System.IO.Pipelines;
using System.Net.Sockets;
using Dots.Web.Streams.Sockets;

namespace Dots.Web.Tests.Streams;

[TransportOnly]
public sealed class SocketPipeWriterTests
{
    [Fact]
    public async Task SendAsync_ThrowsEveryTime_WhenTheSocketIsDisposed()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var writer = new SocketPipeWriter(socket, new Pipe().Writer);
        socket.Dispose();
        var send = () => writer.SendAsync("x"u8.ToArray()).AsTask();

        await send.Should().ThrowAsync<ObjectDisposedException>();
        await send.Should().ThrowAsync<ObjectDisposedException>("a failed send is no longer in progress");
    }
}

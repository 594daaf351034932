using System.Buffers;
using System.Text;
using Dots.Application.Events;
using Dots.Application.Streaming;

namespace Dots.Infrastructure.Tests.Streaming;

/// <summary>Formats a frame as the padded event id on a line, and a keep-alive as a line with a dash.</summary>
internal sealed class NumberFormat(int padding = 0) : IFrameFormat
{
    public ReadOnlyMemory<byte> KeepAlive { get; } = "-\n"u8.ToArray();

    public ReadOnlyMemory<byte> Heartbeat { get; } = "+\n"u8.ToArray();

    public void Write(ServerEvent serverEvent, IBufferWriter<byte> output) =>
        output.Write(Encoding.ASCII.GetBytes($"{new string(' ', padding)}{serverEvent.Id}\n"));

    public static IReadOnlyList<string> Read(byte[] bytes) =>
        Encoding.ASCII.GetString(bytes).Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries);
}

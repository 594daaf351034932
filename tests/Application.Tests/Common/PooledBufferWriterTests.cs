using System.Buffers;
using Dots.Application.Common;

namespace Dots.Application.Tests.Common;

public sealed class PooledBufferWriterTests
{
    [Fact]
    public void Write_KeepsEarlierBytes_WhenTheBufferGrows()
    {
        using var buffer = new PooledBufferWriter(1);
        var expected = Enumerable.Range(0, 100_000).Select(i => (byte)i).ToArray();

        foreach (var part in expected.Chunk(999))
        {
            buffer.Write(part);
        }

        buffer.WrittenCount.Should().Be(expected.Length);
        buffer.WrittenMemory.ToArray().Should().Equal(expected);
    }

    [Fact]
    public void GetSpan_HasRoomForTheHint_AndForOneByteWithout()
    {
        using var buffer = new PooledBufferWriter(1);

        buffer.GetSpan(70_000).Length.Should().BeGreaterThanOrEqualTo(70_000);
        buffer.Advance(buffer.GetSpan().Length);
        buffer.GetMemory().Length.Should().BePositive();
    }

    [Fact]
    public void Clear_DiscardsWhatWasWritten()
    {
        using var buffer = new PooledBufferWriter(16);
        buffer.Write("first"u8);

        buffer.Clear();
        buffer.Write("second"u8);

        buffer.WrittenSpan.ToArray().Should().Equal("second"u8.ToArray());
    }
}

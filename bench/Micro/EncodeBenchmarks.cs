using System.Buffers;
using BenchmarkDotNet.Attributes;
using Dots.Application.Events;
using Dots.Application.Streaming;
using Dots.Web.Streams.Sse;

namespace Dots.Benchmarks;

/// <summary>Encodes an event as a frame, which happens once per event and wire format, whatever the number of readers.</summary>
public class EncodeBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(4096);
    private readonly ServerEvent _event = Sample.Event(123_456);

    [Benchmark(Baseline = true)]
    public int Sse() => Encode(SseFormat.Instance);

    [Benchmark]
    public int ChunkedSse() => Encode(ChunkedSseFormat.Instance);

    private int Encode(IFrameFormat format)
    {
        _output.ResetWrittenCount();
        format.Write(_event, _output);
        return _output.WrittenCount;
    }
}

using Dots.Application.Events;
using Dots.Application.Streaming;

namespace Dots.Infrastructure.Streaming;

/// <summary>
/// Consecutive frames of a log, encoded once and contiguously, so that any run of them is one slice and one send. Appended to by one
/// thread; written bytes never change, so slices may be sent while more frames are appended.
/// </summary>
internal sealed class FrameSegment
{
    /// <summary>In bytes; also the most that one send carries. Below the threshold of the large-object heap.</summary>
    public const int Size = 64 * 1024;

    private readonly byte[] _bytes;
    private readonly List<Frame> _frames = [];
    private int _used;

    private FrameSegment(int size) => _bytes = new byte[size];

    public int Bytes => _bytes.Length;

    public long FirstId => _frames[0].Id;

    public long LastId => _frames[^1].Id;

    /// <summary>Creates a segment with its first frame, which may be larger than <see cref="Size"/>.</summary>
    public static FrameSegment StartingWith(ServerEvent serverEvent, ReadOnlySpan<byte> encoded)
    {
        var segment = new FrameSegment(Math.Max(Size, encoded.Length));
        segment.TryAppend(serverEvent, encoded);
        return segment;
    }

    /// <returns>False if the frame does not fit.</returns>
    public bool TryAppend(ServerEvent serverEvent, ReadOnlySpan<byte> encoded)
    {
        if (_used + encoded.Length > _bytes.Length)
        {
            return false;
        }

        encoded.CopyTo(_bytes.AsSpan(_used));
        _frames.Add(new Frame(serverEvent.Id, serverEvent.Type, serverEvent.HiddenFrom, _used, _used + encoded.Length));
        _used += encoded.Length;
        return true;
    }

    /// <summary>The longest run of frames with <paramref name="after"/> &lt; id &lt; <paramref name="before"/> that the stream wants.</summary>
    public FrameRun Read(long after, long before, StreamRequest? filter)
    {
        var first = IndexAfter(after);
        var through = after;
        while (filter is not null && first < _frames.Count && _frames[first].Id < before && !_frames[first].IsFor(filter))
        {
            through = _frames[first].Id;
            first++;
        }

        var end = first;
        while (end < _frames.Count && _frames[end].Id < before && (filter is null || _frames[end].IsFor(filter)))
        {
            end++;
        }

        return end == first
            ? new FrameRun(default, through, 0)
            : new FrameRun(
                _bytes.AsMemory(_frames[first].Start, _frames[end - 1].End - _frames[first].Start), _frames[end - 1].Id, end - first);
    }

    /// <summary>The first id above the cursor. The segment must contain one.</summary>
    public long NextId(long after) => _frames[IndexAfter(after)].Id;

    private int IndexAfter(long id)
    {
        var (low, high) = (0, _frames.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _frames[middle].Id > id ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private readonly record struct Frame(long Id, string Type, IReadOnlyList<string>? HiddenFrom, int Start, int End)
    {
        public bool IsFor(StreamRequest stream) => stream.Wants(Type, HiddenFrom);
    }
}

/// <summary>Consecutive frames as one slice.</summary>
/// <param name="Bytes">Empty if all frames up to <paramref name="Through"/> were filtered out.</param>
/// <param name="Through">The reader's cursor after this run.</param>
/// <param name="Count">The number of frames in <paramref name="Bytes"/>.</param>
internal readonly record struct FrameRun(ReadOnlyMemory<byte> Bytes, long Through, int Count);

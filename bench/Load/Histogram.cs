using System.Numerics;

namespace Dots.Bench.Load;

/// <summary>Durations in nanoseconds, in buckets of which each is at most 1.6 % wide.</summary>
internal sealed class Histogram
{
    private const int PerOctave = 64;

    private readonly long[] _buckets = new long[PerOctave * 60];
    private long _count;

    public void Add(long nanoseconds)
    {
        _buckets[BucketOf((ulong)Math.Max(0, nanoseconds))]++;
        _count++;
    }

    public void Clear()
    {
        Array.Clear(_buckets);
        _count = 0;
    }

    /// <summary>In milliseconds; NaN when nothing was added.</summary>
    public double Quantile(double quantile)
    {
        var wanted = Math.Min((long)(quantile * _count), _count - 1);
        long seen = 0;
        for (var bucket = 0; bucket < _buckets.Length; bucket++)
        {
            seen += _buckets[bucket];
            if (seen > wanted)
            {
                return MiddleOf(bucket) / 1e6;
            }
        }

        return double.NaN;
    }

    private static int BucketOf(ulong value)
    {
        if (value < PerOctave)
        {
            return (int)value;
        }

        var exponent = BitOperations.Log2(value);
        return (exponent - 5) * PerOctave + (int)((value >> (exponent - 6)) & (PerOctave - 1));
    }

    private static double MiddleOf(int bucket)
    {
        if (bucket < PerOctave)
        {
            return bucket;
        }

        var shift = bucket / PerOctave - 1;
        return ((long)(PerOctave + bucket % PerOctave) << shift) + (1L << shift) / 2.0;
    }
}

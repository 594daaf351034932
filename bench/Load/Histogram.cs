using System.Numerics;

namespace Dots.Bench.Load;

/// <summary>A histogram of durations in nanoseconds, with logarithmic buckets at most 1.6 % wide.</summary>
internal sealed class Histogram
{
    private const int BucketsPerOctave = 64;

    private readonly long[] _buckets = new long[BucketsPerOctave * 60];
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

    /// <summary>In milliseconds; NaN if the histogram is empty.</summary>
    public double Quantile(double quantile)
    {
        var rank = Math.Min((long)(quantile * _count), _count - 1);
        long seen = 0;
        for (var bucket = 0; bucket < _buckets.Length; bucket++)
        {
            seen += _buckets[bucket];
            if (seen > rank)
            {
                return MidpointOf(bucket) / 1e6;
            }
        }

        return double.NaN;
    }

    private static int BucketOf(ulong value)
    {
        if (value < BucketsPerOctave)
        {
            return (int)value;
        }

        var exponent = BitOperations.Log2(value);
        return (exponent - 5) * BucketsPerOctave + (int)((value >> (exponent - 6)) & (BucketsPerOctave - 1));
    }

    private static double MidpointOf(int bucket)
    {
        if (bucket < BucketsPerOctave)
        {
            return bucket;
        }

        var shift = bucket / BucketsPerOctave - 1;
        return ((long)(BucketsPerOctave + bucket % BucketsPerOctave) << shift) + (1L << shift) / 2.0;
    }
}

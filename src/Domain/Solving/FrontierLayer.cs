using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dots.Domain.Solving;

/// <summary>The distinct states of a frontier, with the position of each: a hash table with open addressing. Not thread-safe.</summary>
internal sealed class FrontierLayer
{
    private FrontierState[] _states = new FrontierState[256];

    // One more than the position of a state; 0 where there is none. A power of two, at most half full.
    private int[] _table = new int[512];

    public int Count { get; private set; }

    public ref readonly FrontierState this[int position] => ref _states[position];

    public void Clear()
    {
        Array.Clear(_table);
        Count = 0;
    }

    /// <summary>Adds the state unless it is there.</summary>
    /// <returns>Its position, and whether it was added.</returns>
    public (int Position, bool IsNew) Add(in FrontierState state)
    {
        var mask = _table.Length - 1;
        for (var slot = (int)state.Hash & mask; ; slot = (slot + 1) & mask)
        {
            var position = _table[slot] - 1;
            if (position < 0)
            {
                if (Count == _states.Length)
                {
                    Grow();
                    return Add(state);
                }

                _states[Count] = state;
                _table[slot] = ++Count;
                return (Count - 1, true);
            }

            if (_states[position] == state)
            {
                return (position, false);
            }
        }
    }

    private void Grow()
    {
        Array.Resize(ref _states, 2 * _states.Length);
        _table = new int[2 * _states.Length];
        var mask = _table.Length - 1;
        for (var position = 0; position < Count; position++)
        {
            var slot = (int)_states[position].Hash & mask;
            while (_table[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _table[slot] = position + 1;
        }
    }
}

/// <summary>The labels of the edges that cross a frontier, one byte for each.</summary>
[InlineArray(Length)]
internal struct Labels
{
    public const int Length = 16;

    private byte _first;
}

/// <summary><see cref="Labels"/> as a key.</summary>
internal readonly record struct FrontierState(ulong Low, ulong High)
{
    public uint Hash
    {
        get
        {
            var mixed = (Low * 0x9E3779B97F4A7C15) ^ (High * 0xC2B2AE3D27D4EB4F);
            mixed ^= mixed >> 32;
            return (uint)((mixed * 0xD6E8FEB86659FD93) >> 32);
        }
    }

    public static FrontierState Of(in Labels labels)
    {
        var words = MemoryMarshal.Cast<byte, ulong>((ReadOnlySpan<byte>)labels);
        return new FrontierState(words[0], words[1]);
    }

    public void CopyTo(ref Labels labels)
    {
        var words = MemoryMarshal.Cast<byte, ulong>((Span<byte>)labels);
        words[0] = Low;
        words[1] = High;
    }
}

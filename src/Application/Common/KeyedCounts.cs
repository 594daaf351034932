using System.Collections.Concurrent;

namespace Dots.Application.Common;

/// <summary>How many of something each user, address or the like has at the moment. Thread-safe.</summary>
public sealed class KeyedCounts<TKey>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, int> _counts = new();

    public int Total => _counts.Values.Sum();

    /// <returns>Whether the key has one more now; false if it has <paramref name="max"/> already.</returns>
    public bool TryAdd(TKey key, int max)
    {
        if (_counts.AddOrUpdate(key, 1, (_, count) => count + 1) <= max)
        {
            return true;
        }

        Remove(key);
        return false;
    }

    public void Remove(TKey key)
    {
        if (_counts.AddOrUpdate(key, 0, (_, count) => count - 1) <= 0)
        {
            // Removes the entry only while its count is still zero: another one may have been added meanwhile.
            _counts.TryRemove(new KeyValuePair<TKey, int>(key, 0));
        }
    }
}

using System.Collections.Concurrent;
using System.Net;

namespace Dots.Web.Http;

/// <summary>How many of something each address has. Thread-safe.</summary>
internal sealed class AddressCounts
{
    private readonly ConcurrentDictionary<IPAddress, int> _counts = new();

    /// <returns>Whether the address has one more now; false if it has <paramref name="max"/> already.</returns>
    public bool TryAdd(IPAddress address, int max)
    {
        if (_counts.AddOrUpdate(address, 1, (_, count) => count + 1) <= max)
        {
            return true;
        }

        Remove(address);
        return false;
    }

    public void Remove(IPAddress address)
    {
        if (_counts.AddOrUpdate(address, 0, (_, count) => count - 1) <= 0)
        {
            // Removes the entry only while its count is still zero: another one may have been added from the address meanwhile.
            _counts.TryRemove(new KeyValuePair<IPAddress, int>(address, 0));
        }
    }
}

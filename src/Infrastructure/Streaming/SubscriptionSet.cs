namespace Dots.Infrastructure.Streaming;

/// <summary>
/// The subscriptions to one log that one worker serves. Subscriptions may be added and removed during a visit. A visit never misses a
/// subscription that was in the set when it began and is not removed; it may visit one twice, which is harmless.
/// </summary>
internal sealed class SubscriptionSet
{
    private readonly Lock _gate = new();
    private Subscription?[] _items = [];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add(Subscription subscription, int logIndex)
    {
        lock (_gate)
        {
            if (_count == _items.Length)
            {
                Array.Resize(ref _items, Math.Max(4, _count * 2));
            }

            subscription.Slots[logIndex] = _count;
            Volatile.Write(ref _items[_count], subscription);
            Volatile.Write(ref _count, _count + 1);
        }
    }

    public void Remove(Subscription subscription, int logIndex)
    {
        lock (_gate)
        {
            // The last subscription moves into the freed slot.
            var slot = subscription.Slots[logIndex];
            var last = _items[_count - 1]!;
            last.Slots[last.IndexOf(this)] = slot;
            Volatile.Write(ref _items[slot], last);
            _items[_count - 1] = null;
            Volatile.Write(ref _count, _count - 1);
        }
    }

    /// <summary>
    /// Visits from the end to the beginning: a subscription that moves into a freed slot comes from the end, so that it is visited twice
    /// rather than missed.
    /// </summary>
    public void Visit(Action<Subscription> visit)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            var items = Volatile.Read(ref _items);
            if (i < items.Length && Volatile.Read(ref items[i]) is { } subscription)
            {
                visit(subscription);
            }
        }
    }
}

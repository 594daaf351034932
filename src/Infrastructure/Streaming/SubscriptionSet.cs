namespace Dots.Infrastructure.Streaming;

/// <summary>
/// The subscriptions of one channel that one worker serves. Adding, removing and walking go on at the same time; a walk never misses a
/// subscription that was there when it began, and may meet one twice, which is harmless.
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

            subscription.Places[logIndex] = _count;
            Volatile.Write(ref _items[_count], subscription);
            Volatile.Write(ref _count, _count + 1);
        }
    }

    public void Remove(Subscription subscription, int logIndex)
    {
        lock (_gate)
        {
            // The last one takes the place of the one that leaves.
            var place = subscription.Places[logIndex];
            var last = _items[_count - 1]!;
            last.Places[last.IndexOf(this)] = place;
            Volatile.Write(ref _items[place], last);
            _items[_count - 1] = null;
            Volatile.Write(ref _count, _count - 1);
        }
    }

    /// <summary>
    /// Visits from the end to the beginning: who takes an emptied place comes from the end, so it is met again rather than missed.
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

namespace Dots.Bench.Load;

/// <summary>
/// The published events and their deliveries. The first reader that receives an event fixes its position in the order; all other readers must
/// receive the same events at the same positions. One comparison per delivery thus detects loss, duplicates and reordering.
/// </summary>
internal sealed class Ledger
{
    private const int Unordered = -1;

    private long[] _sentAt = new long[1024];
    private int[] _readers = new int[1024];
    private int[] _received = new int[1024];
    private int[] _positions = new int[1024];
    private long _skipped;

    /// <summary>The number of published events, and the number of the next event.</summary>
    public int Published { get; private set; }

    /// <summary>The number of events whose position in the order is known.</summary>
    public int Ordered { get; private set; }

    /// <summary>The number of events for which no delivery is pending, whether all readers received them or some never will.</summary>
    public int Completed { get; private set; }

    /// <summary>The number of deliveries due to readers that were open when the event was published.</summary>
    public long Expected { get; private set; }

    /// <summary>The number of deliveries to these readers.</summary>
    public long Received { get; private set; }

    /// <summary>The number of deliveries to readers that resumed from a cursor.</summary>
    public long Resumed { get; private set; }

    /// <summary>
    /// The number of missing deliveries, including events that a resumed reader skipped. An event out of order counts as lost and as repeated.
    /// </summary>
    public long Lost => Math.Max(0, Expected - Received) + _skipped;

    /// <summary>The number of events that a reader received twice or out of order.</summary>
    public long Repeated { get; private set; }

    /// <summary>The time from sending the publish request to the read that delivers the event.</summary>
    public Histogram Latency { get; } = new();

    public long LastReceipt { get; private set; }

    public int Publish(int readers, long now)
    {
        if (Published == _sentAt.Length)
        {
            Grow();
        }

        _sentAt[Published] = now;
        _readers[Published] = readers;
        _received[Published] = 0;
        _positions[Published] = Unordered;
        Expected += readers;
        if (readers == 0)
        {
            Completed++;
        }

        return Published++;
    }

    /// <summary>The server refused the event, so no delivery is due.</summary>
    public void Withdraw(int number)
    {
        if (_received[number] < _readers[number])
        {
            Expected -= _readers[number] - _received[number];
            _readers[number] = _received[number];
            Completed++;
        }
    }

    /// <summary>The reader's stream has ended: events in flight no longer wait for it, and its deliveries stay missing.</summary>
    public void RemoveReader(Reader reader)
    {
        for (var number = Math.Max(0, Published - 1000); number < Published; number++)
        {
            if ((_positions[number] == Unordered || _positions[number] >= reader.Position) && _received[number] < _readers[number])
            {
                // Expected is not reduced, so that the delivery counts as lost.
                if (--_readers[number] == _received[number])
                {
                    Completed++;
                }
            }
        }
    }

    public void Receive(Reader reader, int number, long now)
    {
        if ((uint)number >= (uint)Published || !TryAdvance(reader, number))
        {
            Repeated++;
            return;
        }

        if (reader.HasResumed)
        {
            Resumed++;
            return;
        }

        Received++;
        LastReceipt = now;
        Latency.Add(now - _sentAt[number]);
        if (++_received[number] == _readers[number])
        {
            Completed++;
        }
    }

    private bool TryAdvance(Reader reader, int number)
    {
        if (_positions[number] == Unordered)
        {
            Skip(reader, Ordered - reader.Position);
            _positions[number] = Ordered;
            reader.Position = ++Ordered;
            return true;
        }

        var ahead = _positions[number] - reader.Position;
        if (ahead < 0)
        {
            return false;
        }

        Skip(reader, ahead);
        reader.Position += ahead + 1;
        return true;
    }

    // Events that a live reader skips are counted by Expected already.
    private void Skip(Reader reader, int events) => _skipped += reader.HasResumed ? events : 0;

    private void Grow()
    {
        var size = _sentAt.Length * 2;
        Array.Resize(ref _sentAt, size);
        Array.Resize(ref _readers, size);
        Array.Resize(ref _received, size);
        Array.Resize(ref _positions, size);
    }
}

namespace Dots.Bench.Load;

/// <summary>
/// What was published, and who has had it. The first reader that is told of an event fixes its place in the order; every other must meet
/// the same events at the same places. One comparison a delivery shows loss, repetition and disagreement about the order alike.
/// </summary>
internal sealed class Ledger
{
    private const int Unplaced = -1;

    private long[] _sentAt = new long[1024];
    private int[] _readers = new int[1024];
    private int[] _received = new int[1024];
    private int[] _place = new int[1024];
    private long _passedOver;

    /// <summary>How many events were published; also the number of the next one.</summary>
    public int Published { get; private set; }

    /// <summary>Of how many it is known where they stand in the order.</summary>
    public int Placed { get; private set; }

    /// <summary>How many have reached every reader that was open when they were published, or never will.</summary>
    public int Completed { get; private set; }

    /// <summary>Deliveries owed to readers that were open at the time.</summary>
    public long Expected { get; private set; }

    /// <summary>Deliveries to these readers.</summary>
    public long Received { get; private set; }

    /// <summary>Deliveries to readers that came back with a cursor.</summary>
    public long Resumed { get; private set; }

    /// <summary>
    /// Deliveries that are still owed, and events that a reader which came back has passed over. One in the wrong place counts as lost
    /// and as repeated.
    /// </summary>
    public long Lost => Math.Max(0, Expected - Received) + _passedOver;

    /// <summary>Events that a reader got twice, or too late.</summary>
    public long Repeated { get; private set; }

    /// <summary>From the request that publishes an event to the read that delivers it.</summary>
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
        _place[Published] = Unplaced;
        Expected += readers;
        if (readers == 0)
        {
            Completed++;
        }

        return Published++;
    }

    /// <summary>The server refused it: nobody waits for it any more.</summary>
    public void Withdraw(int number)
    {
        if (_received[number] < _readers[number])
        {
            Expected -= _readers[number] - _received[number];
            _readers[number] = _received[number];
            Completed++;
        }
    }

    /// <summary>The reader will get nothing more: what is under way does not wait for it.</summary>
    public void Leave(Reader reader)
    {
        for (var number = Math.Max(0, Published - 1000); number < Published; number++)
        {
            if ((_place[number] == Unplaced || _place[number] >= reader.Position) && _received[number] < _readers[number])
            {
                // The delivery stays expected, and so is counted as missing.
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
        if (_place[number] == Unplaced)
        {
            PassOver(reader, Placed - reader.Position);
            _place[number] = Placed;
            reader.Position = ++Placed;
            return true;
        }

        var ahead = _place[number] - reader.Position;
        if (ahead < 0)
        {
            return false;
        }

        PassOver(reader, ahead);
        reader.Position += ahead + 1;
        return true;
    }

    // What the others pass over stays owed to them.
    private void PassOver(Reader reader, int events) => _passedOver += reader.HasResumed ? events : 0;

    private void Grow()
    {
        var size = _sentAt.Length * 2;
        Array.Resize(ref _sentAt, size);
        Array.Resize(ref _readers, size);
        Array.Resize(ref _received, size);
        Array.Resize(ref _place, size);
    }
}

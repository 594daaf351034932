using System.Diagnostics;
using System.IO;
using System.Net.WebSockets;

namespace Dots.Cluster.Tests.Load;

/// <summary>
/// Reads all events over as many connections as necessary: whenever one ends, for any reason, it reconnects through the load
/// balancer, to whichever node that selects, with the last id that it has seen.
/// </summary>
internal abstract class Follower
{
    private readonly Lock _gate = new();
    private readonly List<Sighting> _history = [];
    private readonly List<(long Since, TaskCompletionSource<TimeSpan> Seen)> _waiting = [];

    public int Connections { get; private set; }

    /// <summary>The longest time from the beginning of a write to the arrival of its event, since the last reset.</summary>
    public TimeSpan WorstDelay { get; private set; }

    public IReadOnlyList<Sighting> History
    {
        get
        {
            lock (_gate)
            {
                return [.. _history];
            }
        }
    }

    protected long Cursor
    {
        get
        {
            lock (_gate)
            {
                return _history.Count == 0 ? 0 : _history[^1].Id;
            }
        }
    }

    public void ForgetDelays() => WorstDelay = TimeSpan.Zero;

    /// <summary>Reads until the event of the board with this name has arrived.</summary>
    public async Task FollowAsync(string lastName)
    {
        while (true)
        {
            try
            {
                Connections++;
                if (await ReadAsync(sighting => Note(sighting) == lastName))
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is IOException or HttpRequestException or WebSocketException)
            {
                // The node is down, or the load balancer found no healthy node.
            }

            await Task.Delay(Waiting.Reconnection);
        }
    }

    /// <summary>Measures the time until the event of a write that begins after this call arrives.</summary>
    public Task<TimeSpan> UntilFreshAsync()
    {
        lock (_gate)
        {
            var seen = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((Stopwatch.GetTimestamp(), seen));
            return seen.Task;
        }
    }

    /// <summary>Reads one connection, from <see cref="Cursor"/>, to its end.</summary>
    /// <param name="isLast">Called with each event; returns whether it was the last.</param>
    /// <returns>Whether the last event arrived.</returns>
    protected abstract Task<bool> ReadAsync(Func<Sighting, bool> isLast);

    private string Note(Sighting sighting)
    {
        var begun = BoardNames.BegunAt(sighting.BoardName);
        lock (_gate)
        {
            _history.Add(sighting);
            if (begun is { } at)
            {
                var delay = Stopwatch.GetElapsedTime(at);
                WorstDelay = delay > WorstDelay ? delay : WorstDelay;
                foreach (var (since, seen) in _waiting.Where(waiting => waiting.Since <= at))
                {
                    seen.TrySetResult(Stopwatch.GetElapsedTime(since));
                }

                _waiting.RemoveAll(waiting => waiting.Since <= at);
            }
        }

        return sighting.BoardName;
    }
}

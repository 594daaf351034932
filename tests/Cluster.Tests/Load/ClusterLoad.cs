using System.Collections.Concurrent;
using Dots.Cluster.Tests.Servers;

namespace Dots.Cluster.Tests.Load;

/// <summary>Writers, and readers of both transports, through the load balancer while faults are injected behind it.</summary>
internal sealed class ClusterLoad : IAsyncDisposable
{
    private const int Writers = 6;
    private const int ReadersOfATransport = 8;
    private const string Last = "The last one";

    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<long, string> _acknowledged = new();
    private readonly HttpClient _http;
    private readonly HttpClient _streams;
    private readonly Writer[] _writers;
    private readonly Follower[] _readers;
    private readonly Task[] _writing;
    private readonly Task[] _reading;

    private ClusterLoad(LoopbackCluster cluster, HttpClient http)
    {
        _http = http;
        _streams = new HttpClient { BaseAddress = cluster.Address, Timeout = Timeout.InfiniteTimeSpan };
        _writers = [.. Enumerable.Range(0, Writers).Select(number => new Writer(http, number, _acknowledged))];
        _readers =
        [
            .. Enumerable.Range(0, ReadersOfATransport).Select(_ => new SseFollower(_streams)),
            .. Enumerable.Range(0, ReadersOfATransport).Select(_ => new SocketFollower(cluster.Address)),
        ];
        _reading = [.. _readers.Select(reader => reader.FollowAsync(Last))];
        _writing = [.. _writers.Select(writer => writer.WriteAsync())];
    }

    public IReadOnlyList<Follower> Readers => _readers;

    /// <summary>Acknowledged boards, with their names.</summary>
    public IReadOnlyDictionary<long, string> Acknowledged => _acknowledged;

    /// <summary>Returns when everybody writes and reads.</summary>
    public static async Task<ClusterLoad> StartAsync(LoopbackCluster cluster)
    {
        var http = new HttpClient { BaseAddress = cluster.Address, Timeout = TimeSpan.FromSeconds(20) };
        (await TestAccount.RegisterAsync(http, "ola")).Authorize(http);
        var load = new ClusterLoad(cluster, http);
        await load.MeasureAsync("", () => Task.CompletedTask);
        return load;
    }

    /// <summary>Does damage, and waits until every writer and every reader has got over it.</summary>
    /// <param name="name">The name of the fault.</param>
    /// <param name="damage">Injects the fault.</param>
    /// <param name="repair">Repairs what does not recover by itself; null if everything does.</param>
    public async Task<FaultFigures> MeasureAsync(string name, Func<Task> damage, Func<Task>? repair = null)
    {
        foreach (var writer in _writers)
        {
            writer.TakeRefusals();
        }

        foreach (var reader in _readers)
        {
            reader.ForgetDelays();
        }

        var damaging = damage();
        var writing = Task.WhenAll(_writers.Select(writer => writer.UntilFreshAsync()));
        var reading = Task.WhenAll(_readers.Select(reader => reader.UntilFreshAsync()));
        await damaging;
        await Task.WhenAll(writing, reading).WaitAsync(RunTimeout);
        if (repair is not null)
        {
            await repair();

            // Requests that were in progress when a node froze complete now, and count towards this fault.
            await Task.WhenAll(_writers.Select(writer => writer.UntilFreshAsync())).WaitAsync(RunTimeout);
            await Task.WhenAll(_readers.Select(reader => reader.UntilFreshAsync())).WaitAsync(RunTimeout);
        }

        return new FaultFigures(
            name,
            await writing,
            await reading,
            _readers.Max(reader => reader.WorstDelay),
            _writers.SelectMany(writer => writer.TakeRefusals()).GroupBy(pair => pair.Key)
                .ToDictionary(answer => answer.Key, answer => answer.Sum(pair => pair.Value)));
    }

    /// <summary>Stops the writers, and then the readers once each has received every event.</summary>
    public async Task FinishAsync()
    {
        foreach (var writer in _writers)
        {
            writer.Stop();
        }

        await Task.WhenAll(_writing).WaitAsync(RunTimeout);
        var id = await _writers[0].TryCreateAsync(Last);
        _acknowledged[id ?? throw new InvalidOperationException("Nothing is broken any more, and a write was refused.")] = Last;
        await Task.WhenAll(_reading).WaitAsync(RunTimeout);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
        {
            writer.Stop();
        }

        _http.Dispose();
        _streams.Dispose();
        return ValueTask.CompletedTask;
    }
}

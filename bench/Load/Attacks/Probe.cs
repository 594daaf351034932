using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dots.Bench.Load.Attacks;

/// <summary>
/// An ordinary user at 127.0.0.2: reads and writes at fixed times, whether or not earlier requests have been answered, and follows the stream of
/// boards. Measures the latencies of reads, of writes, and of deliveries, from the start of a write to its event on the stream.
/// </summary>
internal sealed class Probe(LoadOptions options) : IDisposable
{
    private static readonly IPAddress Source = IPAddress.Parse("127.0.0.2");
    private static readonly TimeSpan ReadInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan WriteInterval = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan FolderInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DeliveryTimeout = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, long> _undelivered = new();
    private readonly Histogram _reads = new();
    private readonly Histogram _writes = new();
    private readonly Histogram _deliveries = new();
    private readonly CancellationTokenSource _stop = new();
    private HttpClient _http = null!;
    private int _failures;
    private int _disconnections;
    private double _folderBytes;

    public async Task RunAsync(TimeSpan time)
    {
        var results = new Results(options);
        _http = await ApiClient.SignInAsync(options.Port, Source);
        var stream = FollowAsync();

        await MeasureAsync(WarmUp);
        ResourceUsage.ResetPeak(options.ServerPid);
        _reads.Clear();
        _writes.Clear();
        _deliveries.Clear();
        (_failures, _disconnections) = (0, 0);

        await MeasureAsync(time);
        foreach (var (name, latency) in new[] { ("reads", _reads), ("writes", _writes), ("deliveries", _deliveries) })
        {
            results.Add(name, "p50_ms", latency.Quantile(0.5));
            results.Add(name, "p99_ms", latency.Quantile(0.99));
        }

        results.Add("probe", "failures", _failures + _undelivered.Count);
        results.Add("probe", "disconnections", _disconnections);
        results.Add("server", "peak_mib", ResourceUsage.PeakMemoryOf(options.ServerPid) / 1024);
        results.Add("server", "folder_mib", _folderBytes / (1024 * 1024));
        await _stop.CancelAsync();
        await stream;
    }

    public void Dispose()
    {
        _http?.Dispose();
        _stop.Dispose();
    }

    private async Task MeasureAsync(TimeSpan time)
    {
        using var end = new CancellationTokenSource(time);
        var folder = WatchFolderAsync(end.Token);
        await Task.WhenAll(RepeatAsync(ReadInterval, ReadAsync, end.Token), RepeatAsync(WriteInterval, WriteAsync, end.Token), folder);
        var deadline = Clock.Now() + Clock.Nanoseconds(DeliveryTimeout);
        while (!_undelivered.IsEmpty && Clock.Now() < deadline)
        {
            await Task.Delay(10);
        }
    }

    private static async Task RepeatAsync(TimeSpan interval, Func<Task> request, CancellationToken end)
    {
        var requests = new List<Task>();
        using var timer = new PeriodicTimer(interval);
        while (!end.IsCancellationRequested)
        {
            requests.Add(request());
            try
            {
                await timer.WaitForNextTickAsync(end);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(requests);
    }

    private Task ReadAsync() => TryAsync(_reads, async () =>
    {
        using var response = await _http.GetAsync("/api/boards");
        response.EnsureSuccessStatusCode();
    });

    /// <summary>Creates a board, and deletes it again so that the list that is read stays as long as it is.</summary>
    private async Task WriteAsync()
    {
        var name = $"{Guid.NewGuid():N}";
        Uri? board = null;
        _undelivered[name] = Clock.Now();
        await TryAsync(_writes, async () =>
        {
            using var response = await _http.PostAsJsonAsync("/api/boards", new { name, rows = 2, cols = 2, dots = Array.Empty<object>() });
            board = response.EnsureSuccessStatusCode().Headers.Location;
        });
        if (board is null)
        {
            _undelivered.TryRemove(name, out _);
            return;
        }

        await TryAsync(null, async () =>
        {
            using var deleted = await _http.DeleteAsync(board);
        });
    }

    private async Task TryAsync(Histogram? latency, Func<Task> request)
    {
        var start = Clock.Now();
        try
        {
            await request();
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            Interlocked.Increment(ref _failures);
        }

        Add(latency, start);
    }

    private static void Add(Histogram? latency, long start)
    {
        if (latency is not null)
        {
            lock (latency)
            {
                latency.Add(Clock.Now() - start);
            }
        }
    }

    private async Task FollowAsync()
    {
        var cursor = "";
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await using var stream = await _http.GetStreamAsync($"/sse/notifications{cursor}", _stop.Token);
                using var reader = new System.IO.StreamReader(stream);
                while (await reader.ReadLineAsync(_stop.Token) is { } line)
                {
                    if (line.StartsWith("id:", StringComparison.Ordinal))
                    {
                        cursor = $"?last_event_id={line[3..].Trim()}";
                    }
                    else if (line.StartsWith("data:", StringComparison.Ordinal))
                    {
                        Deliver(line[5..]);
                    }
                }
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is HttpRequestException or System.IO.IOException or OperationCanceledException)
            {
                await Task.Delay(100);
            }

            Interlocked.Increment(ref _disconnections);
        }
    }

    private void Deliver(string data)
    {
        using var json = JsonDocument.Parse(data);
        if (json.RootElement.TryGetProperty("board_name", out var name) && _undelivered.TryRemove(name.GetString() ?? "", out var start))
        {
            Add(_deliveries, start);
        }
    }

    private async Task WatchFolderAsync(CancellationToken end)
    {
        while (options.Folder is { } folder && !end.IsCancellationRequested)
        {
            _folderBytes = Math.Max(_folderBytes, SizeOf(folder));
            await Task.Delay(FolderInterval, CancellationToken.None);
        }
    }

    private static double SizeOf(string folder)
    {
        var size = 0.0;
        foreach (var file in new System.IO.DirectoryInfo(folder).EnumerateFiles("*", System.IO.SearchOption.AllDirectories))
        {
            try
            {
                size += file.Length;
            }
            catch (System.IO.FileNotFoundException)
            {
                // Deleted since it was listed.
            }
        }

        return size;
    }
}

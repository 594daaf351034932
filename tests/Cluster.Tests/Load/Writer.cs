using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dots.Cluster.Tests.Load;

/// <summary>
/// Creates boards one after another through the load balancer, at a rate that leaves the machine time to recover from faults, and records which of
/// them were acknowledged.
/// </summary>
internal sealed class Writer(HttpClient http, int number, ConcurrentDictionary<long, string> acknowledged)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<string, int> _refusals = new();
    private long _freshSince;
    private TaskCompletionSource<TimeSpan>? _fresh;
    private volatile bool _isStopping;

    /// <summary>Failed responses and their counts since the last call.</summary>
    public IReadOnlyDictionary<string, int> TakeRefusals()
    {
        var taken = _refusals.ToDictionary();
        _refusals.Clear();
        return taken;
    }

    public void Stop() => _isStopping = true;

    /// <summary>Measures the time until a write that begins after this call is acknowledged.</summary>
    public Task<TimeSpan> UntilFreshAsync()
    {
        var fresh = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _freshSince, Stopwatch.GetTimestamp());
        Volatile.Write(ref _fresh, fresh);
        return fresh.Task;
    }

    public async Task WriteAsync()
    {
        using var pace = new PeriodicTimer(Interval);
        while (!_isStopping && await pace.WaitForNextTickAsync())
        {
            var name = BoardNames.New(number);
            if (await TryCreateAsync(name) is not { } id)
            {
                await Task.Delay(Waiting.Reconnection);
                continue;
            }

            acknowledged[id] = name;
            if (Volatile.Read(ref _fresh) is { } fresh && BoardNames.BegunAt(name) >= Volatile.Read(ref _freshSince))
            {
                fresh.TrySetResult(Stopwatch.GetElapsedTime(Volatile.Read(ref _freshSince)));
            }
        }
    }

    /// <returns>The board's id; null when the outcome is unknown.</returns>
    public async Task<long?> TryCreateAsync(string name)
    {
        try
        {
            using var response = await http.PostAsJsonAsync("/api/boards", new { name, rows = 2, cols = 2, dots = Array.Empty<object>() });
            if (response.IsSuccessStatusCode)
            {
                return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
            }

            Refused($"{(int)response.StatusCode}");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            Refused("no answer");
        }

        return null;
    }

    private void Refused(string answer) => _refusals.AddOrUpdate(answer, 1, (_, count) => count + 1);
}

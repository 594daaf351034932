using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

// Measures how many boards per second a cluster acknowledges; each is one transaction with one event. Arguments: the nodes' addresses.
var nodes = args.Select(address => new Uri(address)).ToArray();
var (warmUp, measured) = (TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(8));
var authorization = await SignInAsync(nodes[0]);
Console.WriteLine("| nodes | writers | commits per second | median | 99th percentile |");
Console.WriteLine("| --- | --- | --- | --- | --- |");
foreach (var count in new[] { 1, nodes.Length })
{
    foreach (var writers in new[] { 1, 16, 64 })
    {
        await RunAsync(nodes[..count], writers, warmUp);
        var latencies = await RunAsync(nodes[..count], writers, measured);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {count} | {writers} | {latencies.Count / measured.TotalSeconds:0} | {latencies[latencies.Count / 2]:0.0} ms | {latencies[latencies.Count * 99 / 100]:0.0} ms |"));
    }
}

async Task<string> SignInAsync(Uri node)
{
    using var http = new HttpClient { BaseAddress = node };
    var credentials = new { username = $"bench{Environment.ProcessId}", password = "correct horse battery staple" };
    (await http.PostAsJsonAsync("/api/auth/register", credentials)).EnsureSuccessStatusCode();
    var login = await http.PostAsJsonAsync("/api/auth/login", credentials);
    var tokens = await login.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
    return $"Bearer {tokens.GetProperty("access_token").GetString()}";
}

// Distributes the writers over the nodes; each sends its next request after the response. Returns response times in ms, ascending.
async Task<List<double>> RunAsync(Uri[] servers, int writers, TimeSpan duration)
{
    using var http = new HttpClient();
    http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
    var running = Stopwatch.StartNew();
    var latencies = await Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
    {
        var own = new List<double>();
        var address = new Uri(servers[writer % servers.Length], "/api/boards");
        for (var n = 0; running.Elapsed < duration; n++)
        {
            var started = Stopwatch.GetTimestamp();
            using var response = await http.PostAsJsonAsync(address, new { name = $"{writer}/{n}", rows = 2, cols = 2, dots = Array.Empty<object>() });
            response.EnsureSuccessStatusCode();
            own.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return own;
    }));
    return [.. latencies.SelectMany(own => own).Order()];
}

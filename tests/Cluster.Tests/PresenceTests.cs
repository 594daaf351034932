using System.Net.Http.Json;
using System.Text.Json;
using Dots.Cluster.Tests.Load;
using Dots.Cluster.Tests.Servers;

namespace Dots.Cluster.Tests;

/// <summary>Presence is the same on every node, and each change is published once, whatever happens to the node that holds a connection.</summary>
public sealed class PresenceTests(ITestOutputHelper output)
{
    private const int Joined = 201;
    private const int Left = 202;

    private const string Activity = "63b76319-68ef-4412-9dd4-bb2a13315ee2";
    private const string Socket = $"/ws/activities/{Activity}/";

    [Fact]
    public async Task UserLeftAndUserJoined_ArePublishedOnce_WhenANodeIsKilledOrFrozen()
    {
        await using var cluster = await LoopbackCluster.StartAsync("Postgres");
        try
        {
            var (ola, jan) = (await SignInAsync(cluster, "ola"), await SignInAsync(cluster, "jan"));
            await CreateAsync(cluster, ola);
            await using var watcher = await LoadSocket.OpenAsync(cluster.NodeAddress(1), $"{Socket}?types=201,202");
            await using var onNode2 = await LoadSocket.OpenAsync(cluster.NodeAddress(2), Socket, ola);
            (await NextAsync(watcher)).Should().Be((Joined, "ola"));
            await using var onNode3 = await LoadSocket.OpenAsync(cluster.NodeAddress(3), Socket, jan);
            (await NextAsync(watcher)).Should().Be((Joined, "jan"));

            // Both other nodes sweep at the same time; one of them publishes the message.
            await cluster.DoAsync("kill node2");
            (await NextAsync(watcher)).Should().Be((Left, "ola"));
            var again = await LoadSocket.OpenAsync(cluster.NodeAddress(1), Socket, ola);
            (await NextAsync(watcher)).Should().Be((Joined, "ola"), "she reconnects to a live node");
            await cluster.DoAsync("start node2");

            await cluster.DoAsync("pause node3");
            (await NextAsync(watcher)).Should().Be((Left, "jan"));
            await using var back = await LoadSocket.OpenAsync(cluster.NodeAddress(2), Socket, jan);
            (await NextAsync(watcher)).Should().Be((Joined, "jan"));
            await cluster.DoAsync("resume node3");
            await Waiting.UntilAsync(async () => (await UsersAsync(cluster, 3, ola)).Count == 2, "the node that was frozen sees what all see");
            (await UsersAsync(cluster, 1, ola)).Should().BeEquivalentTo("ola", "jan");

            await again.DisposeAsync();
            (await NextAsync(watcher)).Should().Be((Left, "ola"), "nothing was published twice in between");
        }
        catch (Exception)
        {
            output.WriteLine(cluster.ReadLogs());
            throw;
        }
    }

    private static async Task<string> SignInAsync(LoopbackCluster cluster, string username)
    {
        using var http = new HttpClient { BaseAddress = cluster.Address, Timeout = Waiting.Timeout };
        return (await TestAccount.RegisterAsync(http, username)).AccessToken;
    }

    private static async Task CreateAsync(LoopbackCluster cluster, string token)
    {
        using var http = Client(cluster.Address, token);
        (await http.PostAsJsonAsync("/api/activities", new { id = Activity, name = "Here and there" })).EnsureSuccessStatusCode();
    }

    private static async Task<(int Message, string Username)> NextAsync(LoadSocket watcher)
    {
        var message = await watcher.NextAsync();
        return (message.GetProperty("id").GetInt32(), message.GetProperty("data").GetProperty("user").GetProperty("username").GetString()!);
    }

    private static async Task<List<string>> UsersAsync(LoopbackCluster cluster, int node, string token)
    {
        using var http = Client(cluster.NodeAddress(node), token);
        var answer = await http.GetFromJsonAsync<JsonElement>($"/api/activities/{Activity}/users");
        return [.. answer.GetProperty("items").EnumerateArray().Select(user => user.GetProperty("username").GetString()!)];
    }

    private static HttpClient Client(Uri address, string token)
    {
        var http = new HttpClient { BaseAddress = address, Timeout = Waiting.Timeout };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return http;
    }
}

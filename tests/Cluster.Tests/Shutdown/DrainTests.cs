using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Dots.Cluster.Tests.Shutdown;

public sealed class DrainTests
{
    [Fact]
    public async Task Terminate_ReportsNotReadyFirst_AndKeepsServing()
    {
        await using var server = await DotsProcess.StartAsync("Shutdown:DelaySeconds=5");
        await server.SignInAsync("ola");

        var stopping = server.TerminateAsync();
        await Waiting.UntilAsync(async () => await ReadyAsync(server) == "Unhealthy\nshutdown: This server is shutting down.", "it says so");
        using var answer = await server.PostBoardAsync("In the last minute");

        answer.IsSuccessStatusCode.Should().BeTrue();
        answer.Headers.ConnectionClose.Should().BeTrue("whoever keeps connections must not keep this one");
        (await stopping).Should().Be(0);
    }

    [Fact]
    public async Task Terminate_CompletesAWrite_ThatIsInProgress()
    {
        await using var server = await DotsProcess.StartAsync("Shutdown:TimeoutSeconds=30", "Shutdown:ConnectionDrainSeconds=4");
        await server.SignInAsync("ola");
        using var client = await ConnectAsync(server);
        const string board = """{"name": "Under way", "rows": 2, "cols": 2, "dots": []}""";

        // The server sends 100 (Continue) when it begins to read the body.
        var under = await AskAsync(client, $"POST /api/boards HTTP/1.1\r\nHost: {server.Address.Authority}\r\n"
            + $"Authorization: {server.Http.DefaultRequestHeaders.Authorization}\r\nContent-Type: application/json\r\n"
            + $"Content-Length: {board.Length}\r\nExpect: 100-continue\r\n\r\n");
        under.Should().StartWith("HTTP/1.1 100");
        var stopping = server.TerminateAsync();
        await Waiting.UntilAsync(async () => !await AcceptsAsync(server), "no connection is accepted");

        (await AskAsync(client, board)).Should().StartWith("HTTP/1.1 201").And.Contain("Connection: close");
        (await stopping).Should().Be(0);
    }

    [Theory]
    [InlineData("POST", "/api/boards", "{\"name\": ")]
    [InlineData("PUT", "/api/activities/{id}/files/half.bin", "half of it")]
    public async Task Terminate_AbortsAWrite_WhoseBodyDoesNotArrive(string method, string path, string half)
    {
        await using var server = await DotsProcess.StartAsync("Shutdown:TimeoutSeconds=60", "Shutdown:ConnectionDrainSeconds=0.1");
        await server.SignInAsync("ola");
        using var activity = await server.Http.PostAsJsonAsync("/api/activities", new { name = "Half" });
        path = path.Replace("{id}", (await activity.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString(), StringComparison.Ordinal);
        using var client = await ConnectAsync(server);
        (await AskAsync(client, $"{method} {path} HTTP/1.1\r\nHost: {server.Address.Authority}\r\n"
            + $"Authorization: {server.Http.DefaultRequestHeaders.Authorization}\r\nContent-Type: application/json\r\n"
            + "Content-Length: 100000\r\nExpect: 100-continue\r\n\r\n")).Should().StartWith("HTTP/1.1 100");
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(half));
        var since = Stopwatch.StartNew();

        var stopping = server.TerminateAsync();
        var answer = await AskAsync(client, "");

        answer.Should().StartWith("HTTP/1.1 503").And.Contain("Retry-After: ").And.Contain("Connection: close");
        (await stopping).Should().Be(0);
        since.Elapsed.Should().BeLessThan(Waiting.Timeout, "neither it nor the web server below waits for the rest");
        System.IO.Directory.Exists(System.IO.Path.Combine(server.Database.Folder, "data", "files")).Should().BeTrue();
        System.IO.Directory.EnumerateFiles(System.IO.Path.Combine(server.Database.Folder, "data", "files"), "*", System.IO.SearchOption.AllDirectories)
            .Should().BeEmpty("of what was not kept nothing stays");
    }

    [Fact]
    public async Task Terminate_ServesARequest_OnAnOpenConnection()
    {
        await using var server = await DotsProcess.StartAsync("Shutdown:ConnectionDrainSeconds=4", "Shutdown:TimeoutSeconds=30");
        using var kept = await ConnectAsync(server);
        var request = $"HEAD /sse/notifications/ HTTP/1.1\r\nHost: {server.Address.Authority}\r\n\r\n";
        (await AskAsync(kept, request)).Should().StartWith("HTTP/1.1 200").And.NotContain("Connection: close");

        var stopping = server.TerminateAsync();
        await Waiting.UntilAsync(async () => !await AcceptsAsync(server), "no connection is accepted");

        (await AskAsync(kept, request)).Should().StartWith("HTTP/1.1 200").And.Contain("Connection: close");
        (await stopping).Should().Be(0);
    }

    [Fact]
    public async Task Terminate_AnswersOrRefusesEveryConnection()
    {
        await using var server = await DotsProcess.StartAsync();
        var request = $"HEAD /sse/notifications/ HTTP/1.1\r\nHost: {server.Address.Authority}\r\n\r\n";
        var answers = 0;
        var isGone = false;
        var connecting = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!Volatile.Read(ref isGone))
            {
                // The kernel retransmits an unanswered SYN after a second.
                using var client = await TryConnectAsync(server);
                if (client is null)
                {
                    Volatile.Write(ref isGone, true);
                    return;
                }

                (await AskAsync(client, request)).Should().StartWith("HTTP/1.1 200", "a connection that was made is served");
                Interlocked.Increment(ref answers);
            }
        })).ToArray();
        await Waiting.UntilAsync(() => Volatile.Read(ref answers) > 100, "they are at it");

        (await server.TerminateAsync()).Should().Be(0);

        await Task.WhenAll(connecting).WaitAsync(Waiting.Timeout);
    }

    private static async Task<string> ReadyAsync(DotsProcess server)
    {
        using var answer = await server.Http.GetAsync("/health/ready");
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<bool> AcceptsAsync(DotsProcess server)
    {
        using var client = await TryConnectAsync(server);
        return client is not null;
    }

    /// <returns>Null when it is refused.</returns>
    private static async Task<TcpClient?> TryConnectAsync(DotsProcess server)
    {
        try
        {
            return await ConnectAsync(server);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static async Task<TcpClient> ConnectAsync(DotsProcess server)
    {
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", server.Address.Port);
            return client;
        }
        catch (SocketException)
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Sends a part of a request.</summary>
    /// <returns>The beginning of the response, including its whole head.</returns>
    private static async Task<string> AskAsync(TcpClient client, string request)
    {
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        while (!answer.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer).AsTask().WaitAsync(Waiting.Timeout);
            read.Should().BePositive("the answer must be whole");
            answer.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        return answer.ToString();
    }
}

using Dots.Application.Events;

namespace Dots.Streams.Tests.OtherClients;

/// <summary>
/// One run of a server with all clients connected: they receive past events, live events, and those they missed while it was killed
/// and while it was stopped. The address keeps asking for everything, so that only the cursor which a client itself remembers prevents
/// repetitions.
/// </summary>
public sealed class OtherClientsRun : IAsyncLifetime
{
    private static readonly IReadOnlyList<string> Types = [.. EventTypes.OfNotifications, "reset", "message"];

    private readonly Dictionary<string, OtherClient> _clients = [];
    private List<Received> _log = [];

    /// <summary>A client for each of these programs; the empty name stands for .NET.</summary>
    private static readonly Dictionary<string, Func<Uri, Task<OtherClient>>> Starts = new()
    {
        [""] = stream => Task.FromResult<OtherClient>(new SystemNetClient(stream)),
        ["curl"] = stream => Task.FromResult<OtherClient>(new CurlClient(stream)),
        ["node"] = async stream => await NodeClient.StartAsync(stream, Types),
        ["chromium"] = async stream => await ChromiumClient.StartAsync(stream, Types),
    };

    public async ValueTask InitializeAsync()
    {
        await using var server = await DotsProcess.StartAsync();
        await server.SignInAsync("ola");
        var stream = new Uri(server.Address, "/sse/notifications/?last_event_id=0");
        await WriteAsync(server, "Past");
        foreach (var (program, start) in Starts.Where(start => start.Key.Length == 0 || Programs.IsInstalled(start.Key)))
        {
            _clients.Add(program, await start(stream));
        }

        await ReceiveAsync("Past");
        await WriteAsync(server, "Live");
        await ReceiveAsync("Live");

        await server.KillAsync();
        await server.StartAgainAsync();
        await WriteAsync(server, "Missed");
        await ReceiveAsync("Missed");

        await server.TerminateAsync();
        await server.StartAgainAsync();
        await WriteAsync(server, "Missed again");
        await ReceiveAsync("Missed again");

        await using var witness = await SseReader.OpenAsync(server.Streams, "0");
        while (!_log.Any(e => IsLastOf("Missed again", e)))
        {
            _log.AddRange(await witness.TakeAsync(1));
        }

        foreach (var client in _clients.Values)
        {
            await client.DisposeAsync();
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Skips the test where the program is missing.</summary>
    internal void AssertReceivedEachEventOnce(string program)
    {
        Assert.SkipUnless(_clients.ContainsKey(program), $"{program} is not installed.");
        _log.Should().HaveCountGreaterThanOrEqualTo(12);

        // Events that the server adds may follow the last one written.
        _clients[program].Events.Take(_log.Count).Should().Equal(_log);
    }

    private static async Task WriteAsync(DotsProcess server, string when)
    {
        await server.CreateBoardAsync($"{when}: \"Łódź\" & <b>\\n</b>");
        await server.CreateBoardAsync($"{when}: 💣 data: event: id: 7");
        await server.CreateBoardAsync($"{when}: the last one");
    }

    private async Task ReceiveAsync(string when)
    {
        try
        {
            await Waiting.UntilAsync(() => _clients.Values.All(client => client.Events.Any(e => IsLastOf(when, e))), "all clients have it");
        }
        catch (TimeoutException)
        {
            // The test of the client that lacks it reports the failure.
        }
    }

    private static bool IsLastOf(string when, Received received) =>
        received.Type == "newBoard" && received.Data.Contains($"\"{when}: the last one\"", StringComparison.Ordinal);
}

using Dots.Application.Broadcasting;
using Dots.Streams.Tests.Clients;
using Dots.Streams.Tests.Server;

namespace Dots.Streams.Tests.OtherClients;

/// <summary>
/// Each client gets what is past, what happens, and, after the server was killed and started again, what it missed; each once. The
/// address keeps asking for everything, so that only the cursor which the client itself remembers prevents repetitions.
/// </summary>
public sealed class OtherClientsTests
{
    private static readonly IReadOnlyList<string> Types = [.. EventTypes.OfNotifications, "reset", "message"];

    [Fact]
    public Task SystemNetServerSentEvents_ReceivesEachEventOnce_AcrossARestart() =>
        AssertReceivesEachEventOnceAsync(stream => Task.FromResult<OtherClient>(new SystemNetClient(stream)));

    [Fact]
    public Task Curl_ReceivesEachEventOnce_AcrossARestart() =>
        AssertReceivesEachEventOnceAsync(stream => Task.FromResult<OtherClient>(new CurlClient(stream)));

    [Fact]
    public Task NpmEventSource_ReceivesEachEventOnce_AcrossARestart() =>
        AssertReceivesEachEventOnceAsync(async stream => await NodeClient.StartAsync(stream, Types));

    [Fact]
    public Task Chromium_ReceivesEachEventOnce_AcrossARestart() =>
        AssertReceivesEachEventOnceAsync(async stream => await ChromiumClient.StartAsync(stream, Types));

    private static async Task AssertReceivesEachEventOnceAsync(Func<Uri, Task<OtherClient>> start)
    {
        await using var server = await DotsProcess.StartAsync();
        await server.SignInAsync("ola");
        await WriteAsync(server, "Past");
        await using var client = await start(new Uri(server.Address, "/sse/notifications/?last_event_id=0"));
        await UntilReceivedAsync(client, "Past");

        await WriteAsync(server, "Live");
        await UntilReceivedAsync(client, "Live");

        await server.KillAsync();
        await server.StartAgainAsync();
        await WriteAsync(server, "Missed");
        await UntilReceivedAsync(client, "Missed");

        await server.TerminateAsync();
        await server.StartAgainAsync();
        await WriteAsync(server, "Missed again");
        await UntilReceivedAsync(client, "Missed again");

        var received = client.Events.ToList();
        await using var witness = await SseReader.OpenAsync(server.Streams, "0");
        received.Should().Equal(await witness.TakeAsync(received.Count));
    }

    private static async Task WriteAsync(DotsProcess server, string when)
    {
        await server.CreateBoardAsync($"{when}: \"Łódź\" & <b>\\n</b>");
        await server.CreateBoardAsync($"{when}: 💣 data: event: id: 7");
        await server.CreateBoardAsync($"{when}: the last one");
    }

    private static Task UntilReceivedAsync(OtherClient client, string when) =>
        Waiting.UntilAsync(
            () => client.Events.Any(e => e.Type == "newBoard" && e.Data.Contains($"\"{when}: the last one\"", StringComparison.Ordinal)),
            $"what was written has come: {when}");
}

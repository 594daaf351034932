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
        await Waiting.UntilAsync(() => client.Events.Count >= 3, "the past has come");

        await WriteAsync(server, "Live");
        await Waiting.UntilAsync(() => client.Events.Count >= 6, "what happens has come");

        await server.KillAsync();
        await server.StartAgainAsync();
        await WriteAsync(server, "Missed");
        await Waiting.UntilAsync(() => client.Events.Count >= 9, "what was missed has come");

        await server.TerminateAsync();
        await server.StartAgainAsync();
        await WriteAsync(server, "Missed again");
        await Waiting.UntilAsync(() => client.Events.Count >= 12, "what was missed has come");

        await using var witness = await SseReader.OpenAsync(server.Streams, "0");
        client.Events.Should().Equal(await witness.TakeAsync(12));
    }

    private static async Task WriteAsync(DotsProcess server, string when)
    {
        await server.CreateBoardAsync($"{when}: \"Łódź\" & <b>\\n</b>");
        await server.CreateBoardAsync($"{when}: 💣 data: event: id: 7");
        await server.CreateBoardAsync($"{when}: the last one");
    }
}

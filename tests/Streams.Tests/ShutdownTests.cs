using System.Diagnostics;
using System.Globalization;

namespace Dots.Streams.Tests;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Terminate_EndsEveryStreamCleanlyAndTheProcessPromptly_With200StreamsOpen()
    {
        await using var server = await DotsProcess.StartAsync();
        await server.SignInAsync("ola");
        var readers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => SseReader.OpenAsync(server.Streams, path: SseReader.NewBoardsPath)));
        await server.CreateBoardAsync("The last one");
        var reading = readers.Select(async reader => (Event: await reader.NextAsync(), End: await reader.NextAsync())).ToArray();
        await Waiting.UntilAsync(() => readers.All(reader => reader.Parser.LastEventId.Length > 0), "everybody has the event");

        var stopping = Stopwatch.StartNew();
        var exitCode = await server.TerminateAsync();
        stopping.Stop();

        exitCode.Should().Be(0);
        stopping.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5), "the host gives up after Shutdown:TimeoutSeconds, which is 4");

        // Null is the clean end: a body without its last chunk is an error to this client.
        (await Task.WhenAll(reading)).Should().OnlyContain(read => read.Event != null && read.End == null);
        readers.Should().OnlyContain(reader => reader.Parser.IsBetweenFrames);
        var farewells = readers.Select(reader => int.Parse(reader.Parser.Retries[1], CultureInfo.InvariantCulture)).ToList();
        farewells.Should().HaveCount(200).And.OnlyContain(retry => retry >= 1000 && retry <= 5000);
        farewells.Distinct().Should().HaveCountGreaterThan(100, "they must not all come back in the same moment");
    }

    [Fact]
    public async Task Stop_DoesNotWaitForAReader_WhoseSendIsStuck()
    {
        await using var app = await DotsApp.StartAsync("Shutdown:TimeoutSeconds=60");
        using var stalled = await RawConnection.OpenStreamAsync(app.Address, receiveBuffer: 4096);
        using var stalledReplay = await RawConnection.OpenStreamAsync(
            app.Address, receiveBuffer: 4096, path: "/sse/notifications/?last_event_id=0");
        await using var good = await SseReader.OpenAsync(app.Http);
        var json = $"\"{new string('x', 60_000)}\"";
        var reading = good.TakeThroughAsync(30);
        for (var i = 0; i < 30; i++)
        {
            await app.AppendAsync("newBoard", json);
        }

        await reading;
        var stopping = Stopwatch.StartNew();
        await app.StopAsync();

        stopping.Elapsed.Should().BeLessThan(Waiting.Timeout, "a host that waited for the reader would take a minute");
        (await good.NextAsync()).Should().BeNull("those who read are ended cleanly all the same");
    }
}

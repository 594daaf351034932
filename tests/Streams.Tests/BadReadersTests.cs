using System.Globalization;
using System.IO;
using Dots.Application.Streaming;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Streams.Tests;

public sealed class BadReadersTests
{
    // Far more than loopback sockets buffer.
    private const int EventBytes = 60_000;
    private const int Events = 400;

    [Fact]
    public async Task Stall_DisconnectsOnlyThatReader_WhichCanResume()
    {
        await using var app = await DotsApp.StartAsync("Streams:SendTimeoutSeconds=1", "Streams:WindowBytes=67108864");
        using var stalled = await RawConnection.OpenStreamAsync(app.Address, receiveBuffer: 4096);
        await using var good = await SseReader.OpenAsync(app.Http);

        var reading = good.TakeThroughAsync(Events);
        await AppendLargeAsync(app);
        (await reading).Should().Equal(await app.LoggedIdsAsync());
        await Waiting.UntilAsync(() => app.Ended(StreamEnd.TooSlow) == 1, "the stalled reader is cut off");

        app.LiveStreams.Total.Should().Be(1);
        await AssertResumesExactlyAsync(app, stalled);
    }

    [Fact]
    public async Task Lag_DisconnectsTheReader_WhichCanResumeAfterTheWindowHasMovedOn()
    {
        await using var app = await DotsApp.StartAsync("Streams:WindowBytes=1000000");
        using var slow = await RawConnection.OpenStreamAsync(app.Address, receiveBuffer: 4096);
        await AppendLargeAsync(app);

        // The reader resumes only now. Its remaining events have left the window long ago.
        await AssertResumesExactlyAsync(app, slow);

        await Waiting.UntilAsync(() => app.Ended(StreamEnd.TooFarBehind) == 1, "the reader that lags is cut off");
    }

    [Fact]
    public async Task Replay_IsAbortedAndCanResume_WhenItsReaderStalls()
    {
        await using var app = await DotsApp.StartAsync("Streams:SendTimeoutSeconds=1", "Streams:WindowBytes=65536");
        await AppendLargeAsync(app);
        using var stalled = await RawConnection.OpenStreamAsync(
            app.Address, receiveBuffer: 4096, path: "/sse/notifications/?last_event_id=0");

        await Waiting.UntilAsync(() => app.Ended(StreamEnd.TooSlow) == 1, "the stalled reader is cut off");

        await AssertResumesExactlyAsync(app, stalled);
    }

    [Fact]
    public async Task Disconnect_AffectsNoOtherReader_InTheMiddleOfAFrame()
    {
        await using var app = await DotsApp.StartAsync();
        await using var good = await SseReader.OpenAsync(app.Http);
        var vanishing = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => RawConnection.OpenStreamAsync(app.Address)));

        var writing = AppendLargeAsync(app, 50);
        await Task.WhenAll(vanishing.Select(async (connection, i) =>
        {
            // Each disconnects at a different byte of the first frames.
            await connection.ReadExactlyAsync(100 + (i * 5_001));
            connection.Reset();
        }));
        await writing;

        (await good.TakeThroughAsync(50)).Should().Equal(await app.LoggedIdsAsync());
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 1, "the server has noticed that they have disconnected");
        app.Ended(StreamEnd.ReaderGone).Should().Be(40);
    }

    [Fact]
    public async Task Disconnect_AffectsNoOtherReader_BeforeTheResponse()
    {
        await using var app = await DotsApp.StartAsync();
        await using var good = await SseReader.OpenAsync(app.Http);
        for (var i = 0; i < 40; i++)
        {
            using var connection = await RawConnection.OpenAsync(app.Address);
            await connection.SendAsync($"GET /sse/notifications/?last_event_id=0 HTTP/1.1\r\nHost: {app.Address.Authority}\r\n\r\n");
            connection.Reset();
            await app.AppendAsync("newBoard", "{}");
        }

        (await good.TakeThroughAsync(40)).Should().Equal(await app.LoggedIdsAsync());
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 1, "the server has noticed that they have disconnected");
    }

    [Theory]
    [InlineData("GET /sse/notifications/ HTTP/1.1\r\nHost: localhost\r\n\r\n")]
    [InlineData(
        "GET /ws/notifications/ HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")]
    public async Task Disconnect_LogsNoError_WhileAStreamOpens(string request)
    {
        using var errors = new LoggedErrors();
        var opening = new OpeningUntilGone();
        await using var app = await DotsApp.StartWithAsync(services =>
        {
            services.AddSingleton<ILoggerProvider>(errors);
            services.AddSingleton<IEventStreams>(opening);
        });
        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync(request);
        await opening.Begun.WaitAsync(Waiting.Timeout);
        connection.Reset();

        await Waiting.UntilAsync(() => app.LiveStreams is { OpenedTotal: 1, Total: 0 }, "the stream has come to its end");
        errors.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Garbage_IsIgnored_WhenAReaderSendsIt()
    {
        await using var app = await DotsApp.StartAsync();
        using var connection = await RawConnection.OpenStreamAsync(app.Address);
        await connection.ReadChunkAsync();

        await connection.SendAsync($"GET /again HTTP/1.1\r\n\r\n{new string('\x01', 10_000)}");
        await app.AppendAsync("newBoard", "{}");
        await app.AppendAsync("newPath", "{}");

        var parser = new EventParser();
        var events = new List<Received>();
        while (events.Count < 2)
        {
            events.AddRange(parser.Feed(await connection.ReadChunkAsync()));
        }

        events.Select(e => e.Cursor).Should().Equal(1, 2);
    }

    private static async Task<long> AppendLargeAsync(DotsApp app, int count = Events)
    {
        var json = $"\"{new string('x', EventBytes)}\"";
        for (var i = 0; i < count - 1; i++)
        {
            await app.AppendAsync("newBoard", json);
        }

        return await app.AppendAsync("newBoard", json);
    }

    /// <summary>Reads the rest of a disconnected reader's connection, resumes, and expects to have every event once.</summary>
    private static async Task AssertResumesExactlyAsync(DotsApp app, RawConnection cutOff)
    {
        var parser = new EventParser();
        var ids = new List<long>();
        var isWhole = false;
        try
        {
            while (!isWhole)
            {
                var chunk = await cutOff.ReadChunkAsync();
                isWhole = chunk is null;
                ids.AddRange(parser.Feed(chunk).Select(e => e.Cursor));
            }
        }
        catch (IOException)
        {
            // The disconnect.
        }

        isWhole.Should().BeFalse("a stream that was cut off must not look complete");
        ids.Should().HaveCountLessThan(Events);
        var cursor = ids.Count > 0 ? ids[^1] : 0;
        var resumed = new ResumingReader(app.Http, cursor.ToString(CultureInfo.InvariantCulture));
        await resumed.ReadUntilAsync(e => e.Cursor == Events);
        ids.AddRange(resumed.Events.Select(e => e.Cursor));
        ids.Should().Equal(await app.LoggedIdsAsync());
    }

    /// <summary>Streams whose opening lasts until the reader disconnects, and then succeeds.</summary>
    private sealed class OpeningUntilGone : IEventStreams
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        public async Task<StreamStart> BeginAsync(string? cursor, string client, CancellationToken cancellationToken)
        {
            _begun.SetResult();
            var disconnected = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = cancellationToken.Register(disconnected.SetResult);
            await disconnected.Task;
            return new StreamStart(0, null, default);
        }

        public Task<StreamEnd> RunAsync(StreamRequest request, IStreamOutput output, CancellationToken readerGone) =>
            Task.FromResult(StreamEnd.ReaderGone);
    }
}

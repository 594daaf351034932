using System.Net;

namespace Dots.Streams.Tests;

public sealed class LimitsTests
{
    private static readonly IPAddress OtherAddress = IPAddress.Parse("127.0.0.2");

    [Fact]
    public async Task Open_IsRejectedTemporarily_WhenTheStreamLimitIsReached()
    {
        await using var app = await DotsApp.StartAsync("Streams:MaxOpen=3");
        var readers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => SseReader.OpenAsync(app.Http)));

        using (var refused = await app.Http.GetAsync(
            SseReader.Path, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken))
        {
            refused.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter!.Delta.Should().BeGreaterThan(TimeSpan.Zero);
            refused.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        }

        // Other streams are unaffected, and a freed slot can be used again.
        var id = await app.AppendAsync("newBoard", "{}");
        (await readers[1].NextAsync())!.Cursor.Should().Be(id);
        await readers[0].DisposeAsync();
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 2, "the place is free");
        await using var late = await SseReader.OpenAsync(app.Http);
    }

    [Fact]
    public async Task Open_IsRejectedForOneAddressOnly_WhenItsStreamLimitIsReached()
    {
        await using var app = await DotsApp.StartAsync("Streams:MaxOpenPerAddress=2");
        using var first = await RawConnection.OpenStreamAsync(app.Address);
        using var second = await RawConnection.OpenStreamAsync(app.Address);

        (await StatusForAsync(app, IPAddress.Loopback)).Should().StartWith("HTTP/1.1 503");
        (await StatusForAsync(app, OtherAddress)).Should().StartWith("HTTP/1.1 200");

        first.Dispose();
        await Waiting.UntilAsync(async () => (await StatusForAsync(app, IPAddress.Loopback)).Contains("200", StringComparison.Ordinal), "the place is free");
    }

    [Fact]
    public async Task Open_TrustsForwardedAddresses_FromTheProxyOnly()
    {
        await using var app = await DotsApp.StartAsync("Streams:MaxOpenPerAddress=1", "Proxies=127.0.0.0/31");
        using var first = await AskAsync(app, IPAddress.Loopback, "X-Forwarded-For: 10.1.1.1");
        (await first.ReadHeadAsync())[0].Should().StartWith("HTTP/1.1 200");

        (await StatusForAsync(app, IPAddress.Loopback, "X-Forwarded-For: 10.1.1.1")).Should().StartWith("HTTP/1.1 503");
        (await StatusForAsync(app, IPAddress.Loopback, "X-Forwarded-For: 10.1.1.2")).Should().StartWith("HTTP/1.1 200");
        (await StatusForAsync(app, OtherAddress, "X-Forwarded-For: 10.1.1.1")).Should().StartWith("HTTP/1.1 200");
    }

    [Fact]
    public async Task Connect_IsRefusedForOneAddressOnly_WhenItsConnectionLimitIsReached()
    {
        await using var app = await DotsApp.StartAsync("Connections:MaxOpenPerAddress=2");
        var first = await RawConnection.OpenStreamAsync(app.Address, OtherAddress);
        using var second = await RawConnection.OpenStreamAsync(app.Address, OtherAddress);

        (await IsAcceptedAsync(app, OtherAddress)).Should().BeFalse();
        (await IsAcceptedAsync(app, IPAddress.Loopback)).Should().BeTrue();

        first.Dispose();
        await Waiting.UntilAsync(() => IsAcceptedAsync(app, OtherAddress), "the place is free");
    }

    [Fact]
    public async Task Connect_IsNotLimitedByAddress_ForTrustedProxies()
    {
        await using var app = await DotsApp.StartAsync("Connections:MaxOpen=3", "Connections:MaxOpenPerAddress=1", "Proxies=127.0.0.2");
        using var first = await RawConnection.OpenStreamAsync(app.Address, OtherAddress);
        using var second = await RawConnection.OpenStreamAsync(app.Address, OtherAddress);
        using var third = await RawConnection.OpenStreamAsync(app.Address, OtherAddress);

        (await IsAcceptedAsync(app, OtherAddress)).Should().BeFalse("that is the limit in all");
    }

    private static async Task<bool> IsAcceptedAsync(DotsApp app, IPAddress from)
    {
        try
        {
            using var connection = await RawConnection.OpenAsync(app.Address, from);
            await connection.SendAsync("GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            return (await connection.ReadHeadAsync())[0].Contains("200", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is System.IO.IOException or System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static async Task<string> StatusForAsync(DotsApp app, IPAddress from, string header = "X-Nothing: at all")
    {
        using var connection = await AskAsync(app, from, header);
        return (await connection.ReadHeadAsync())[0];
    }

    private static async Task<RawConnection> AskAsync(DotsApp app, IPAddress from, string header)
    {
        var connection = await RawConnection.OpenAsync(app.Address, from);
        await connection.SendAsync($"GET {SseReader.Path} HTTP/1.1\r\nHost: {app.Address.Authority}\r\n{header}\r\n\r\n");
        return connection;
    }
}

using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Dots.Streams.Tests;

[TransportOnly]
public sealed class ProtocolsTests
{
    [Fact]
    public async Task Http10_GetsUnchunkedFrames_UntilTheConnectionCloses()
    {
        await using var app = await DotsApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync("GET /sse/notifications/ HTTP/1.0\r\nLast-Event-ID: 0\r\n\r\n");
        var head = await connection.ReadHeadAsync();
        var body = new StringBuilder(Encoding.UTF8.GetString(await connection.ReadSomeAsync()));

        await app.AppendAsync("newBoard", "{}");
        await app.AppendAsync("newPath", "{}");
        while (!body.ToString().Contains("id: 2\nevent: newPath\ndata: {}\n\n", StringComparison.Ordinal))
        {
            body.Append(Encoding.UTF8.GetString(await connection.ReadSomeAsync()));
        }

        head.Should().NotContain(header => header.StartsWith("Transfer-Encoding", StringComparison.OrdinalIgnoreCase));
        body.ToString().Should().MatchRegex(@"^: \S+\nretry: \d+\nid: 1\nevent: newBoard\ndata: \{\}\n\nid: 2\nevent: newPath\ndata: \{\}\n\n$");
        await app.StopAsync();
        var rest = await connection.ReadSomeAsync();
        Encoding.UTF8.GetString(rest).Should().StartWith("retry: ");
        (await connection.ReadSomeAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("plain", "1.1")]
    [InlineData("h2c", "2.0")]
    [InlineData("tls", "1.1")]
    [InlineData("tls", "2.0")]
    public async Task Stream_IsTheSame_UnderEveryProtocol(string endpoint, string version)
    {
        using var database = TestDatabase.CreateForServer();
        var certificate = WriteCertificate(database.Folder);
        await using var app = await DotsApp.StartOnAsync(
            database,
            "Kestrel:Endpoints:A:Url=http://127.0.0.1:0",
            "Kestrel:Endpoints:B:Url=http://127.0.0.1:0",
            "Kestrel:Endpoints:B:Protocols=Http2",
            "Kestrel:Endpoints:C:Url=https://127.0.0.1:0",
            "Kestrel:Endpoints:C:Certificate:Path=certificate.pem",
            "Kestrel:Endpoints:C:Certificate:KeyPath=key.pem",
            "Streams:KeepAliveSeconds=0.1",
            "Streams:MaxReplaysPerClient=20",
            "Streams:WindowBytes=300000");
        using var http = ClientFor(app.Addresses[endpoint switch { "plain" => 0, "h2c" => 1, _ => 2 }], version, certificate);
        await AppendLargeAsync(app, 200);

        // The first of them have left the window and are read from the log. Under HTTP/2, this many streams share one connection.
        var readers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SseReader.OpenAsync(http, "0")));
        var reading = readers.Select(reader => reader.TakeThroughAsync(230)).ToArray();
        await Waiting.UntilAsync(() => readers.All(reader => reader.Parser.LastEventId == "200"), "all are up to date");
        await AppendLargeAsync(app, 30);

        var logged = await app.LoggedIdsAsync();
        foreach (var (reader, ids) in readers.Zip(await Task.WhenAll(reading)))
        {
            reader.Response.Version.Should().Be(Version.Parse(version));
            reader.Response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
            ids.Should().Equal(logged);
            await reader.UntilAsync(() => reader.Parser.Comments.Contains("keep-alive"));
        }

        await readers[0].DisposeAsync();
        await Waiting.UntilAsync(() => app.LiveStreams.Total == 19, "the server has noticed that one has disconnected");
        await app.StopAsync();
        foreach (var reader in readers.Skip(1))
        {
            (await reader.NextAsync()).Should().BeNull("the stream ends cleanly");
            reader.Parser.Retries.Should().HaveCount(2);
        }
    }

    [Fact]
    public async Task Http11_ClosesTheConnectionAfterTheLastChunk_WhenTheClientRequestsIt()
    {
        await using var app = await DotsApp.StartAsync();
        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync($"GET {SseReader.Path} HTTP/1.1\r\nHost: {app.Address.Authority}\r\nConnection: close\r\n\r\n");
        await connection.ReadHeadAsync();
        await connection.ReadChunkAsync();

        await app.AppendAsync("newBoard", "{}");
        var frame = await connection.ReadChunkAsync();
        await app.StopAsync();

        Encoding.UTF8.GetString(frame!).Should().Be("id: 1\nevent: newBoard\ndata: {}\n\n");
        Encoding.UTF8.GetString((await connection.ReadChunkAsync())!).Should().StartWith("retry: ");
        (await connection.ReadChunkAsync()).Should().BeNull();
        (await connection.ReadSomeAsync()).Should().BeEmpty();
    }

    private static async Task AppendLargeAsync(DotsApp app, int count)
    {
        var json = $"\"{new string('x', 3_000)}\"";
        for (var i = 0; i < count; i++)
        {
            await app.AppendAsync("newBoard", json);
        }
    }

    private static HttpClient ClientFor(Uri address, string version, string certificate) =>
        new(new SocketsHttpHandler
        {
            SslOptions = { RemoteCertificateValidationCallback = (_, theirs, _, _) => theirs?.GetCertHashString() == certificate },
        })
        {
            BaseAddress = address,
            DefaultRequestVersion = Version.Parse(version),
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = Timeout.InfiniteTimeSpan,
        };

    /// <returns>Its hash.</returns>
    private static string WriteCertificate(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(folder, "certificate.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return certificate.GetCertHashString();
    }
}

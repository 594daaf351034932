using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dots.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Web.Tests.Activities;

public sealed class FilesTests : IAsyncLifetime
{
    private static readonly byte[] Gauge = RandomNumberGenerator.GetBytes(200_000);

    private DotsApp _app = null!;
    private HttpClient _ada = null!;
    private Guid _activity;

    private string[] StoredFiles => System.IO.Directory.Exists(Folder)
        ? System.IO.Directory.GetFiles(Folder, "*", System.IO.SearchOption.AllDirectories)
        : [];

    private long StoredBytes => StoredFiles.Sum(path => new System.IO.FileInfo(path) is { Exists: true } file ? file.Length : 0);

    private string Folder => System.IO.Path.Combine(_app.Folder, "data", "files");

    public async ValueTask InitializeAsync()
    {
        _app = await DotsApp.StartAsync("Files:MaxBytes=300000", "Files:MaxTotalBytes=500000");
        _ada = await _app.SignInAsync("ada");
        _activity = await _ada.CreateActivityAsync();
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Upload_StoresTheBytes_AndPublishesTheFile()
    {
        var answer = await PutAsync("gauge.zip", Gauge, "application/zip");

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
#pragma warning disable CA5351 // Not used for security: clients identify files by their MD5 hash.
        var (sha256, md5) = (Convert.ToHexStringLower(SHA256.HashData(Gauge)), Convert.ToHexStringLower(MD5.HashData(Gauge)));
#pragma warning restore CA5351
        answer.Headers.ETag!.Tag.Should().Be($"\"{sha256}\"");
        var file = await answer.JsonAsync();
        (file.GetProperty("sha256").GetString(), file.GetProperty("file_hash").GetString(), file.GetProperty("size").GetInt64())
            .Should().Be((sha256, md5, 200_000));
        file.GetProperty("url").GetString().Should().Be(Address("gauge.zip"));

        var got = await _app.Http.GetAsync(Address("gauge.zip"));
        (await got.Content.ReadAsByteArrayAsync()).Should().Equal(Gauge);
        got.Content.Headers.ContentType!.MediaType.Should().Be("application/zip");
        got.Content.Headers.ContentDisposition!.DispositionType.Should().Be("attachment");

        var message = (await _app.MessagesAsync(_activity, 401)).Should().ContainSingle().Which;
        message.GetProperty("data").GetRawText().Should().Be(
            $$"""{"name":"gauge.zip","size":200000,"content_type":"application/zip","file_hash":"{{md5}}","sha256":"{{sha256}}","url":"{{Address("gauge.zip")}}"}""");
        (await Waiting.UntilAsync(() => _app.MessagesAsync(_activity, 403), messages => messages.Count > 0))[0]
            .GetProperty("data").GetRawText().Should().Be("""{"name":"gauge.zip","size":200000}""");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_SandboxesTheFile_WhetherOrNotItIsCached(bool isCached)
    {
        var page = await PutAsync("page.html", Encoding.UTF8.GetBytes("<script>alert(1)</script>"), "text/html");
        using var request = new HttpRequestMessage(HttpMethod.Get, Address("page.html"));
        if (isCached)
        {
            request.Headers.IfNoneMatch.Add(page.Headers.ETag!);
        }

        var got = await _app.Http.SendAsync(request);

        got.StatusCode.Should().Be(isCached ? HttpStatusCode.NotModified : HttpStatusCode.OK);
        got.Headers.GetValues("Content-Security-Policy").Should().Equal("sandbox; default-src 'none'; frame-ancestors 'none'");
        got.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Theory]
    [InlineData("text/plain; a=\"\u00e9\"")]
    [InlineData("text/plain; a=\"\u007f\"")]
    [InlineData("text/pl\u00e4in")]
    [InlineData("text/*")]
    [InlineData("*/*")]
    [InlineData("text")]
    public async Task Upload_Returns400_WhenTheContentTypeCannotBeSentBack(string type)
    {
        // HttpClient sends ASCII alone.
        using var connection = await RawConnection.OpenAsync(_app.Address);
        await connection.SendUtf8Async(
            $"PUT {Address("a.txt")} HTTP/1.1\r\nHost: {_app.Address.Authority}\r\nAuthorization: Bearer {_ada.DefaultRequestHeaders.Authorization!.Parameter}\r\n"
            + $"Content-Type: {type}\r\nContent-Length: 3\r\n\r\nabc");
        var head = await connection.ReadHeadAsync();

        head[0].Should().Be("HTTP/1.1 400 Bad Request");
        Encoding.UTF8.GetString((await connection.ReadChunkAsync())!).Should().Contain("content_type").And.Contain("image/png");
        (await _ada.GetAsync(Address("a.txt"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Upload_PublishesNothing_WhenTheBytesAreTheSame()
    {
        await PutAsync("a.txt", Gauge);
        (await PutAsync("a.txt", Gauge)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await _app.MessagesAsync(_activity, 401)).Should().HaveCount(1);

        (await PutAsync("a.txt", [1, 2])).StatusCode.Should().Be(HttpStatusCode.OK);

        (await _ada.GetByteArrayAsync(Address("a.txt"))).Should().Equal(1, 2);
        (await _app.MessagesAsync(_activity, 401)).Should().HaveCount(2);
        var list = await _ada.GetFromJsonAsync<JsonElement>($"/api/activities/{_activity}/files");
        list.GetProperty("items").EnumerateArray().Select(file => file.GetProperty("name").GetString()).Should().Equal("a.txt");
    }

    [Fact]
    public async Task Get_HonoursRangeAndIfNoneMatch()
    {
        var etag = (await PutAsync("a.bin", Gauge)).Headers.ETag!;

        var part = await SendAsync(request => request.Headers.Range = new RangeHeaderValue(10, 19));
        var beyond = await SendAsync(request => request.Headers.Range = new RangeHeaderValue(300_000, null));
        var known = await SendAsync(request => request.Headers.IfNoneMatch.Add(etag));

        part.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).Should().Equal(Gauge[10..20]);
        beyond.StatusCode.Should().Be(HttpStatusCode.RequestedRangeNotSatisfiable);
        (known.StatusCode, known.Headers.ETag).Should().Be((HttpStatusCode.NotModified, etag));

        Task<HttpResponseMessage> SendAsync(Action<HttpRequestMessage> with)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, Address("a.bin"));
            with(request);
            return _ada.SendAsync(request);
        }
    }

    [Theory]
    [InlineData(0, "bytes=0-")]
    [InlineData(0, "bytes=-0")]
    [InlineData(3, "bytes=3-")]
    [InlineData(3, "bytes=-0")]
    public async Task Get_ReturnsAProblem_WhenTheRangeHasNoBytes(int size, string range)
    {
        await PutAsync("a.txt", new byte[size], "text/plain");

        var answer = await GetRangeAsync("a.txt", range);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestedRangeNotSatisfiable);
        answer.Content.Headers.ContentRange!.ToString().Should().Be($"bytes */{size}");
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        answer.Content.Headers.ContentDisposition.Should().BeNull("the problem is not the file");
        (await answer.JsonAsync()).GetProperty("status").GetInt32().Should().Be(416);
    }

    [Theory]
    [InlineData(0, "bytes=-5")]
    [InlineData(0, "bytes=-9223372036854775807")]
    [InlineData(3, "bytes=-5")]
    [InlineData(3, "bytes=0-9")]
    public async Task Get_ReturnsAllBytes_WhenTheRangeIncludesThem(int size, string range)
    {
        await PutAsync("a.txt", new byte[size], "text/plain");

        var answer = await GetRangeAsync("a.txt", range);

        // A range of no bytes has no form in Content-Range (RFC 9110 section 14.4).
        answer.StatusCode.Should().Be(size == 0 ? HttpStatusCode.OK : HttpStatusCode.PartialContent);
        (await answer.Content.ReadAsByteArrayAsync()).Should().HaveCount(size);
    }

    [Theory]
    [InlineData("text/plain; a=\"\u00e9\"")]
    [InlineData("text")]
    public async Task Get_ServesTheFileAsBytes_WhenItsStoredTypeIsNone(string type)
    {
        await PutAsync("a.txt", [1, 2, 3]);
        await using (var scope = _app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
            await db.Files.ExecuteUpdateAsync(set => set.SetProperty(file => file.ContentType, type));
        }

        var got = await _app.Http.GetAsync(Address("a.txt"));

        got.StatusCode.Should().Be(HttpStatusCode.OK);
        got.Content.Headers.ContentType!.MediaType.Should().Be("application/octet-stream");
        (await got.Content.ReadAsByteArrayAsync()).Should().Equal(1, 2, 3);
    }

    /// <summary>Whatever a parameter holds: the upload is refused, or the file can be served.</summary>
    [Fact]
    public async Task ContentType_IsRefusedOrServed_WhateverItsCharacters()
    {
        foreach (var c in "\u0001\u0009\u000B\u001F !\"(),;\\~\u007F\u0080\u00A0\u00E9\u00FF\u0105\u2028")
        {
            var saved = await PutTypeAsync($"text/plain; a=\"{c}\"");
            var got = await _ada.GetAsync(Address("a.txt"));

            saved.Should().BeOneOf("HTTP/1.1 201 Created", "HTTP/1.1 400 Bad Request");
            got.StatusCode.Should().Be(saved.EndsWith("Created", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.NotFound, "of U+{0:X4}", (int)c);
            await _ada.DeleteAsync(Address("a.txt"));
        }
    }

    [Fact]
    public async Task Get_ReturnsTheWholeFile_WhenTheRangeIsNotInBytes()
    {
        await PutAsync("a.bin", Gauge);
        var request = new HttpRequestMessage(HttpMethod.Get, Address("a.bin"));
        request.Headers.TryAddWithoutValidation("Range", "lines=1-2");

        var answer = await _ada.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).Should().Equal(Gauge);
    }

    [Theory]
    [InlineData("PUT", "If-Match", "\"another\"")]
    [InlineData("PUT", "If-Match", "W/THE TAG")]
    [InlineData("PUT", "If-None-Match", "*")]
    [InlineData("PUT", "If-None-Match", "THE TAG")]
    [InlineData("DELETE", "If-Match", "\"another\"")]
    public async Task Write_ChangesNothing_WhenAPreconditionFails(string method, string header, string value)
    {
        var etag = (await PutAsync("a.txt", Gauge)).Headers.ETag!.Tag;

        var answer = await WriteAsync(method, "a.txt", header, value.Replace("THE TAG", etag, StringComparison.Ordinal));

        answer.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await _ada.GetByteArrayAsync(Address("a.txt"))).Should().Equal(Gauge);
    }

    [Fact]
    public async Task Write_Succeeds_WhenThePreconditionHolds()
    {
        (await WriteAsync("PUT", "a.txt", "If-Match", "*")).StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        var created = await WriteAsync("PUT", "a.txt", "If-None-Match", "*");
        created.StatusCode.Should().Be(HttpStatusCode.Created);

        (await WriteAsync("PUT", "a.txt", "If-Match", created.Headers.ETag!.Tag)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await WriteAsync("DELETE", "a.txt", "If-Match", $"\"another\", {created.Headers.ETag!.Tag}")).StatusCode
            .Should().Be(HttpStatusCode.NoContent);
        (await WriteAsync("PUT", "a.txt", "If-Match", "no tag")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Head_ReturnsTheSize_WithoutCountingAsADownload()
    {
        await PutAsync("a.bin", Gauge);

        var head = await _app.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, Address("a.bin")));
        await _app.Http.GetAsync($"/api/activities/{_activity}/hash");

        head.Content.Headers.ContentLength.Should().Be(Gauge.Length);
        await Waiting.UntilAsync(() => _app.MessagesAsync(_activity, 113), messages => messages.Count > 0);
        (await _app.MessagesAsync(_activity, 403)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("..%2Fdots.db")]
    [InlineData("..%5Cdots.db")]
    [InlineData("%2E%2E%2Fx")]
    [InlineData("a%00b")]
    [InlineData("a%0Ab")]
    [InlineData("a%E2%80%AEgpj.exe")] // U+202E reverses the characters that follow
    [InlineData("a%E2%80%A8b")] // U+2028 is a line separator
    [InlineData("%E2%80%8B")] // U+200B is invisible
    [InlineData("...")]
    [InlineData("C:x")]
    public async Task Upload_Returns400_WhenTheNameIsUnsafe(string name)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_ada.BaseAddress!.Host, _ada.BaseAddress.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"PUT /api/activities/{_activity}/files/{name} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + $"Authorization: {_ada.DefaultRequestHeaders.Authorization}\r\nContent-Length: 1\r\n\r\nx"));
        using var reader = new System.IO.StreamReader(stream);

        (await reader.ReadLineAsync()).Should().StartWith("HTTP/1.1 400");
        StoredFiles.Should().BeEmpty();
    }

    [Fact]
    public async Task Upload_StoresNothing_WhenTheFileIsTooLarge()
    {
        (await PutAsync("a", new byte[300_001])).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);

        // Chunked, so that the server does not know the size until it has read the body.
        var request = new HttpRequestMessage(HttpMethod.Put, Address("a")) { Content = new ByteArrayContent(new byte[300_001]) };
        request.Headers.TransferEncodingChunked = true;
        (await _ada.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);

        (await _ada.GetAsync(Address("a"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _app.MessagesAsync(_activity, 401)).Should().BeEmpty();
        StoredFiles.Should().BeEmpty();
    }

    [Fact]
    public async Task Upload_Returns507_WhenTheTotalLimitIsExceeded()
    {
        await PutAsync("a", new byte[300_000]);

        (await PutAsync("b", new byte[250_000])).StatusCode.Should().Be(HttpStatusCode.InsufficientStorage);
        (await PutAsync("a", new byte[250_000])).StatusCode.Should().Be(HttpStatusCode.InsufficientStorage, "both contents exist until it is complete");
        (await PutAsync("a", new byte[200_000])).StatusCode.Should().Be(HttpStatusCode.OK);
        (await PutAsync("b", new byte[250_000])).StatusCode.Should().Be(HttpStatusCode.Created, "the replaced content is gone");
    }

    [Fact]
    public async Task Disk_HoldsNoMoreThanTheTotalLimit_WhileAFileIsReplacedAgainAndAgain()
    {
        var most = 0L;
        for (var i = 0; i < 100; i++)
        {
            (await PutAsync("a", [(byte)i, .. new byte[150_000]])).EnsureSuccessStatusCode();
            most = Math.Max(most, StoredBytes);
        }

        most.Should().BeLessThanOrEqualTo(500_000);
        StoredBytes.Should().Be(150_001);
        await _ada.DeleteAsync($"/api/activities/{_activity}");
        StoredFiles.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Content-Length: 200000")]
    [InlineData("Transfer-Encoding: chunked")]
    public async Task Upload_CountsUploadsThatAreHeld_UntilTheyEnd(string length)
    {
        var held = new List<RawConnection>();
        var body = length.StartsWith("Content", StringComparison.Ordinal) ? "x" : $"30d40\r\n{new string('x', 200_000)}\r\n";
        for (var i = 0; i < 2; i++)
        {
            held.Add(await RawConnection.OpenAsync(_app.Address));
            await held[i].SendAsync(
                $"PUT {Address($"held{i}")} HTTP/1.1\r\nHost: x\r\nAuthorization: {_ada.DefaultRequestHeaders.Authorization}\r\n{length}\r\n\r\n{body}");
        }

        await Waiting.UntilAsync(() => StoredBytes >= 400_000, "room is reserved for both");
        StoredBytes.Should().BeLessThanOrEqualTo(500_000);
        (await PutAsync("a", new byte[200_000])).StatusCode.Should().Be(HttpStatusCode.InsufficientStorage);

        held.ForEach(connection => connection.Reset());
        await Waiting.UntilAsync(() => StoredBytes == 0, "both uploads have failed");
        (await PutAsync("a", new byte[200_000])).StatusCode.Should().Be(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Upload_Returns429_WhenTheUserHasTooManyInProgress()
    {
        var held = new List<RawConnection>();
        for (var i = 0; i < 4; i++)
        {
            held.Add(await RawConnection.OpenAsync(_app.Address));
            await held[i].SendAsync(
                $"PUT {Address($"held{i}")} HTTP/1.1\r\nHost: x\r\nAuthorization: {_ada.DefaultRequestHeaders.Authorization}\r\nContent-Length: 10\r\n\r\nx");
        }

        await Waiting.UntilAsync(() => StoredBytes == 40, "the uploads have begun");
        var refused = await PutAsync("a", [1]);
        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().BePositive();
        var eve = await _app.SignInAsync("eve");
        (await eve.PutAsync(Address("b"), new ByteArrayContent([1]))).StatusCode.Should().Be(HttpStatusCode.Created);

        held.ForEach(connection => connection.Reset());
        await Waiting.UntilAsync(async () => (await PutAsync("a", [1])).StatusCode == HttpStatusCode.Created, "the uploads have ended");
    }

    [Fact]
    public async Task Upload_StoresNothing_WhenTheClientDisconnects()
    {
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(_ada.BaseAddress!.Host, _ada.BaseAddress.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
                $"PUT {Address("a")} HTTP/1.1\r\nHost: localhost\r\nAuthorization: {_ada.DefaultRequestHeaders.Authorization}\r\n"
                + $"Content-Length: 200000\r\n\r\n{new string('x', 100_000)}"));
            await Waiting.UntilAsync(() => Task.FromResult(StoredFiles), kept => kept.Length == 1);
        }

        await Waiting.UntilAsync(() => Task.FromResult(StoredFiles), kept => kept.Length == 0);
        (await _ada.GetAsync(Address("a"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Upload_IsRejected_WhenTheUserMayNotWrite()
    {
        var eve = await _app.SignInAsync("eve");
        await _ada.SendJsonAsync("PUT", $"/api/activities/{_activity}/access", """{"is_private":true}""");

        (await _app.Http.PutAsync(Address("a"), new ByteArrayContent([1]))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await eve.PutAsync(Address("a"), new ByteArrayContent([1]))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await eve.GetAsync(Address("a"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _ada.PutAsync($"/api/activities/{Guid.NewGuid()}/files/a", new ByteArrayContent([1]))).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Delete_PublishesTheDeletion_AndRemovesTheBytes()
    {
        await PutAsync("a", Gauge);
        await PutAsync("b", Gauge);

        (await _ada.DeleteAsync(Address("a"))).StatusCode.Should().Be(HttpStatusCode.NoContent);

        (await _ada.DeleteAsync(Address("a"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await _app.MessagesAsync(_activity, 402)).Single().GetProperty("data").GetRawText().Should().Be("""{"name":"a"}""");
        StoredFiles.Should().HaveCount(1);
        (await _ada.GetByteArrayAsync(Address("b"))).Should().Equal(Gauge);
    }

    [Fact]
    public async Task DeletedActivity_LosesItsFiles()
    {
        await PutAsync("a", Gauge);

        await _ada.DeleteAsync($"/api/activities/{_activity}");
        await _ada.SendJsonAsync("POST", "/api/activities", $$"""{"id":"{{_activity}}"}""");

        (await _ada.GetAsync(Address("a"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> GetRangeAsync(string name, string range)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address(name));
        request.Headers.TryAddWithoutValidation("Range", range);
        return await _ada.SendAsync(request);
    }

    // HttpClient sends ASCII alone.
    private async Task<string> PutTypeAsync(string type)
    {
        using var connection = await RawConnection.OpenAsync(_app.Address);
        await connection.SendUtf8Async(
            $"PUT {Address("a.txt")} HTTP/1.1\r\nHost: {_app.Address.Authority}\r\nAuthorization: {_ada.DefaultRequestHeaders.Authorization}\r\n"
            + $"Content-Type: {type}\r\nContent-Length: 3\r\n\r\nabc");
        return (await connection.ReadHeadAsync())[0];
    }

    private async Task<HttpResponseMessage> WriteAsync(string method, string name, string header, string value)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Address(name));
        request.Headers.TryAddWithoutValidation(header, value);
        request.Content = method == "PUT" ? new ByteArrayContent([1, 2, 3]) : null;
        return await _ada.SendAsync(request);
    }

    private string Address(string name) => $"/api/activities/{_activity}/files/{name}";

    private Task<HttpResponseMessage> PutAsync(string name, byte[] bytes, string type = "application/octet-stream")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return _ada.PutAsync(Address(name), content);
    }
}

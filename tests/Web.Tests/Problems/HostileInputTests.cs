using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Dots.Web.Tests.Server;

namespace Dots.Web.Tests.Problems;

public sealed class HostileInputTests(SharedApp shared)
{
    private static readonly string Deep = new('[', 10_000);

    public static TheoryData<string, string> Bodies => new()
    {
        { "", "body" },
        { " ", "body" },
        { "null", "body" },
        { "[]", "body" },
        { "5", "body" },
        { "\"text\"", "body" },
        { "{", "body" },
        { """{"name":"x","rows":1""", "body" },
        { """{"name":"x",}""", "body" },
        { """{'name':'x'}""", "body" },
        { """{"name":"x"} {}""", "body" },
        { "// a comment\n{}", "body" },
        { Deep, "body" },
        { """{"name":""" + Deep, "name" },
        { """{"extra":""" + Deep, "extra" },
        { """{"name":5,"rows":1,"cols":1}""", "name" },
        { """{"name":["x"],"rows":1,"cols":1}""", "name" },
        { """{"name":"x","rows":"1","cols":1}""", "rows" },
        { """{"name":"x","rows":1e999,"cols":1}""", "rows" },
        { """{"name":"x","rows":99999999999999999999,"cols":1}""", "rows" },
        { """{"name":"x","rows":2147483648,"cols":1}""", "rows" },
        { """{"name":"x","rows":1.5,"cols":1}""", "rows" },
        { """{"name":"x","rows":true,"cols":1}""", "rows" },
        { """{"name":"x","rows":-2147483648,"cols":1}""", "rows" },
        { """{"name":"x","rows":1,"cols":1,"dots":{}}""", "dots" },
        { """{"name":"x","rows":1,"cols":1,"dots":[[0,0,"#FF0000"]]}""", "dots[0]" },
        { """{"name":"x","rows":1,"cols":1,"dots":[{"row":0,"col":0,"color":7}]}""", "dots[0].color" },
        { """{"name":"x","rows":1,"cols":1,"dots":[{"row":0,"col":"0","color":"#FF0000"}]}""", "dots[0].col" },
        { """{"name":"x","rows":1,"cols":1,"dots":[{"row":0,"col":0,"colour":"#FF0000"}]}""", "dots[0].colour" },
        { """{"name":"x","rows":1,"cols":1,"id":7}""", "id" },
        { """{"name":"x","rows":1,"cols":1,"a b":7}""", "a b" },
        { """{"name":"x","rows":1,"cols":1,"it's [0].x":7}""", "it's [0].x" },
        { """{"name":"x","rows":1,"cols":1,"":7}""", "body" },
        { """{"name":"x","name":"y","rows":1,"cols":1}""", "name" },
        { """{"name":"x","rows":1,"cols":1,"cols":2}""", "cols" },
        { """{"name":"a\rb","rows":1,"cols":1}""", "name" },
        { """{"name":"a\nb","rows":1,"cols":1}""", "name" },
        { """{"name":"a\r\nb","rows":1,"cols":1}""", "name" },
        { """{"name":"a\u2028b","rows":1,"cols":1}""", "name" },
        { """{"name":"a\u0000b","rows":1,"cols":1}""", "name" },
        { """{"name":"a\u202Eb","rows":1,"cols":1}""", "name" },
        { """{"name":"a\ud800","rows":1,"cols":1}""", "name" },
        { """{"name":"a\udc00\ud800","rows":1,"cols":1}""", "name" },
        { "{\"name\":\"a\nb\",\"rows\":1,\"cols\":1}", "body" },
        { $$"""{"name":"{{new string('x', 100_000)}}","rows":1,"cols":1}""", "name" },
        { $$"""{"{{new string('x', 100_000)}}":1}""", new string('x', 40) + "…" },
    };

    public static TheoryData<string, string> OversizedChunks { get; } = new MatrixTheoryData<string, string>(
        ["POST /api/boards", "POST /api/activities", "PUT /api/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2/files/x"],
        ["80000000", "fffffffff", "7fffffffffffffff", "ffffffffffffffff", "7fffffffffffffff0"]);

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Create_NamesTheField_WhenTheBodyIsInvalid(string body, string field)
    {
        (await shared.Hostile.PostAsync("/api/boards", body)).ShouldBeProblem(400, field);

        (await shared.Hostile.GetAsync("/api/boards?mine=true")).Json.GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Theory]
    [InlineData("\"2\"")]
    [InlineData("1e20")]
    [InlineData("2147483648")]
    public async Task Create_RequiresAWholeNumber_WhenTheValueIsNotOne(string rows)
    {
        var answer = await shared.Hostile.PostAsync("/api/boards", $$"""{"name":"x","rows":{{rows}},"cols":1}""");

        answer.Json.GetProperty("errors").GetProperty("rows")[0].GetString().Should().Be("Must be a whole number.");
    }

    [Theory]
    [InlineData("POST", "/api/boards")]
    [InlineData("POST", "/api/activities")]
    public async Task Create_Returns415_WhenTheCharsetIsNotUtf8(string method, string path)
    {
        byte[] odd = [.. Encoding.Unicode.GetBytes(Boards.RedRow), (byte)' '];

        (await shared.Hostile.SendBytesAsync(method, path, odd, "application/json; charset=utf-16")).ShouldBeProblem(415);
    }

    [Theory]
    [InlineData("22 C3 28 22")] // a lead byte without its continuation
    [InlineData("22 C0 80 22")] // an overlong NUL
    [InlineData("22 ED A0 80 22")] // half of a surrogate pair
    [InlineData("22 F4 90 80 80 22")] // above the last code point
    [InlineData("22 FF 22")]
    public async Task Create_NamesTheField_WhenItsTextIsInvalidUtf8(string hex)
    {
        var text = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

        byte[] body = [.. "{\"name\":"u8, .. text, .. ",\"rows\":1,\"cols\":1}"u8];

        (await shared.Hostile.SendBytesAsync("POST", "/api/boards", body, "application/json")).ShouldBeProblem(400, "name");
    }

    [Fact]
    public async Task Create_LimitsTheReportedErrors_WhenThousandsOfDotsAreInvalid()
    {
        var dots = string.Join(',', Enumerable.Repeat("{}", 300_000));

        var answer = await shared.Hostile.PostAsync("/api/boards", $$"""{"name":"x","rows":1,"cols":1,"dots":[{{dots}}]}""");

        answer.ShouldBeProblem(400);
        answer.Json.GetProperty("errors").EnumerateObject().Should().HaveCount(50);
    }

    [Theory]
    [InlineData("Content-Length: 16777216\r\n\r\n", "")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n1000000\r\n", "\r\n0\r\n\r\n")]
    public async Task Create_Returns413_WhenTheBodyIsTooLarge(string beforeBody, string afterBody)
    {
        var server = shared.App.Address;
        using var connection = await RawConnection.OpenAsync(server);

        // A client that reads no answer until it has sent everything, which is more than fits into the buffers on the way.
        await connection.SendAsync(
            $"POST /api/boards HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {shared.Hostile.AccessToken}\r\n"
            + $"Content-Type: application/json\r\n{beforeBody}{new string(' ', 16 * 1024 * 1024)}{afterBody}");

        (await connection.ReadHeadAsync()).Should().StartWith("HTTP/1.1 413 Payload Too Large");
    }

    [Theory]
    [MemberData(nameof(OversizedChunks))]
    public async Task Write_Returns400_WhenTheSizeOfAChunkIsTooLarge(string target, string size)
    {
        (await shared.Hostile.PostAsync("/api/activities", """{"id":"63b76319-68ef-4412-9dd4-bb2a13315ee2","name":"x"}""")).Status.Should().BeOneOf(201, 409);
        using var connection = await SendChunkAsync(target, $"{size}\r\n");

        var head = await connection.ReadHeadAsync();

        head[0].Should().Be("HTTP/1.1 400 Bad Request");
        head.Should().Contain("Content-Type: application/problem+json");
        Encoding.UTF8.GetString((await connection.ReadChunkAsync())!).Should().Contain("The size of a chunk of the body is too large.");
    }

    [Theory]
    [InlineData("\uFFFE")]
    [InlineData("a\uFFFFb")]
    [InlineData("\uFDD0")]
    [InlineData("a\U0001FFFE")]
    public async Task UserName_IsUnknown_WhenItHasNoncharacters(string name)
    {
        using var owner = await shared.App.SignUpAsync();
        var activity = $"/api/activities/{(await owner.PostAsync("/api/activities", """{"name":"x"}""")).Text("id")}";

        (await owner.PostAsync("/api/auth/login", ApiClient.Credentials(name))).ShouldBeProblem(401);
        (await owner.PostAsync("/api/auth/register", ApiClient.Credentials(name))).ShouldBeProblem(400, "username");
        (await owner.PutAsync($"{activity}/access", JsonSerializer.Serialize(new { members = new[] { name } }))).ShouldBeProblem(400, "members[0]");
        (await owner.PostAsync($"/api/users/{Uri.EscapeDataString(name)}/notifications", """{"message":"x"}""")).ShouldBeProblem(404);
    }

    [Fact]
    public async Task Create_Returns413_BeforeTheBodyIsSent_WhenTheClientWaits()
    {
        (await shared.Hostile.PostAsync("/api/boards", new string(' ', 1024 * 1024 + 1), ("Expect", "100-continue"))).ShouldBeProblem(413);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=made-up")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("json")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Create_Returns415_WhenTheContentTypeIsNotJson(string? contentType)
    {
        (await shared.Hostile.SendBytesAsync("POST", "/api/boards", Encoding.UTF8.GetBytes(Boards.RedRow), contentType)).ShouldBeProblem(415);
    }

    [Theory]
    [InlineData("POST", "/api/boards", "gzip")]
    [InlineData("PUT", "/api/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2/files/x", "identity, br")]
    [InlineData("POST", "/api/activities", "made-up")]
    public async Task Write_ListsTheAcceptedCodings_WhenTheBodyIsCompressed(string method, string path, string coding)
    {
        var body = Encoding.UTF8.GetBytes(Boards.RedRow);

        var answer = await shared.Hostile.SendBytesAsync(method, path, body, "application/json", ("Content-Encoding", coding));

        answer.ShouldBeProblem(415);
        answer.Header("Accept-Encoding").Should().Be("identity");
        answer.Text("detail").Should().StartWith("Content-Encoding:").And.Contain(coding.Split(' ')[^1]);
    }

    [Fact]
    public async Task Create_AcceptsTheBody_WhenItsCodingIsIdentity()
    {
        using var caller = await shared.App.SignUpAsync();

        (await caller.PostAsync("/api/boards", Boards.RedRow, ("Content-Encoding", "Identity"))).Status.Should().Be(201);
    }

    [Theory]
    [InlineData("/api/boards?limit=x", "limit", "Must be a whole number from 1 to 100.")]
    [InlineData("/api/boards?limit=0", "limit", "Must be a whole number from 1 to 100.")]
    [InlineData("/api/boards?limit=2147483648", "limit", "Must be a whole number from 1 to 100.")]
    [InlineData("/api/activities?limit=101", "limit", "Must be a whole number from 1 to 100.")]
    [InlineData("/api/paths?limit=1.5", "limit", "Must be a whole number from 1 to 100.")]
    [InlineData("/api/events?limit=-1", "limit", "Must be a whole number from 1 to 1000.")]
    [InlineData("/api/events?after=x", "after", "Must be a cursor: the id of an event, or 0 for the beginning.")]
    [InlineData("/api/events?after=-1", "after", "Must be a cursor: the id of an event, or 0 for the beginning.")]
    [InlineData("/api/events?after=9223372036854775808", "after", "Must be a cursor: the id of an event, or 0 for the beginning.")]
    [InlineData("/api/boards?mine=perhaps", "mine", "Must be true or false, not 'perhaps'.")]
    public async Task List_ReportsTheRule_WhenAQueryParameterIsInvalid(string path, string field, string rule)
    {
        var answer = await shared.Hostile.GetAsync(path);

        answer.ShouldBeProblem(400, field);
        answer.Json.GetProperty("errors").GetProperty(field).EnumerateArray().Should().ContainSingle().Which.GetString().Should().Be(rule);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("APPLICATION/JSON; Charset=\"UTF-8\"")]
    [InlineData("application/vnd.dots+json")]
    public async Task Create_AcceptsTheBody_WhenTheContentTypeIsAFormOfJson(string contentType)
    {
        using var caller = await shared.App.SignUpAsync();

        (await caller.SendBytesAsync("POST", "/api/boards", Encoding.UTF8.GetBytes(Boards.RedRow), contentType)).Status.Should().Be(201);
    }

    [Theory]
    [InlineData("GET /api/boards?search={0} HTTP/1.1\r\nHost: x\r\n\r\n", 10_000, "414")]
    [InlineData("GET /api/boards HTTP/1.1\r\nHost: x\r\nX-Long: {0}\r\n\r\n", 40_000, "431")]
    [InlineData("GET /api/boards HTTP/1.1\r\n\r\n", 0, "400")]
    [InlineData("GET /api/bo\0ards HTTP/1.1\r\nHost: x\r\n\r\n", 0, "400")]
    [InlineData("nonsense\r\n\r\n", 0, "400")]
    [InlineData("POST /api/boards HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", 0, "400")]
    [InlineData("POST /api/auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 0, "4")]
    public async Task Server_ReturnsAClientError_WhenTheRequestIsMalformed(string request, int length, string status)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(shared.App.Address.Host, shared.App.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request.Replace("{0}", new string('a', length), StringComparison.Ordinal)));
        using var reader = new System.IO.StreamReader(stream, Encoding.Latin1);

        var line = await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));

        line.Should().StartWith($"HTTP/1.1 {status}");
        (await shared.App.Visitor.GetAsync("/health/live")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Create_KeepsTheNameUnchanged_WhenItHasSpecialCharacters()
    {
        using var caller = await shared.App.SignUpAsync();
        const string name = """<script>'&amp;"\/ Żółć 👩‍🚀 %00 {0} ${x} --""";

        var board = await caller.CreateBoardAsync(name);

        (await caller.GetAsync($"/api/boards/{board}")).Text("name").Should().Be(name);
    }

    private async Task<RawConnection> SendChunkAsync(string target, string chunk)
    {
        var server = shared.App.Address;
        var connection = await RawConnection.OpenAsync(server);
        await connection.SendAsync(
            $"{target} HTTP/1.1\r\nHost: {server.Authority}\r\nAuthorization: Bearer {shared.Hostile.AccessToken}\r\n"
            + $"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}");
        return connection;
    }
}

using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Dots.Application.Common;
using Dots.Web.Streams.WebSockets;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Web.Tests.Activities;

public sealed class SocketMessagesTests : IAsyncLifetime
{
    private DotsApp _app = null!;
    private HttpClient _ada = null!;
    private Guid _activity;

    public async ValueTask InitializeAsync()
    {
        _app = await DotsApp.StartAsync();
        _ada = await _app.SignInAsync("ada");
        _activity = await _ada.CreateActivityAsync(""" "name":"Tea","content":[{"id":"c1"}] """);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Handle_ChangesTheDocument_LikeAPatch()
    {
        var answer = await HandleAsync(
            """{"id":102,"base_revision":1,"updated_fields":{"name":"Hot tea"},"removed_fields":{"content":["c1"]}}""");

        answer.Should().BeNull();
        (await (await _ada.GetAsync($"/api/activities/{_activity}")).TextAsync())
            .Should().Be($$"""{"id":"{{_activity}}","name":"Hot tea","content":[]}""");
        var message = (await _app.MessagesAsync(_activity, 102)).Should().ContainSingle().Which;
        message.GetProperty("actor").GetRawText().Should().Be("""{"username":"ada","connection_id":"c-17"}""");
        message.GetProperty("removed_fields").GetRawText().Should().Be("""{"content":["c1"]}""");
    }

    [Fact]
    public async Task Handle_MergesTheStatus()
    {
        (await HandleAsync("""{"id":203,"data":{"status":"busy"}}""")).Should().BeNull();
        (await HandleAsync("""{"id":203,"data":{"current_step_id":"s1"}}""")).Should().BeNull();

        var message = (await _app.MessagesAsync(_activity, 203))[1];
        message.GetProperty("updated_fields").GetRawText().Should().Be("""{"current_step_id":"s1"}""");
        message.GetProperty("data").GetRawText().Should().Be("""{"user":{"username":"ada"},"status":"busy","current_step_id":"s1"}""");
    }

    [Theory]
    [InlineData("""{"id":102,"base_revision":7,"updated_fields":{"a":1},"ref":"x"}""", 412)]
    [InlineData("""{"id":102,"base_revision":"7","updated_fields":{"a":1},"ref":"x"}""", 400)]
    [InlineData("""{"id":102,"updated_fields":[],"ref":"x"}""", 422)]
    [InlineData("""{"id":102,"removed_fields":{"a":7},"ref":"x"}""", 422)]
    [InlineData("""{"id":103,"ref":"x"}""", 422)]
    [InlineData("""{"id":"102","ref":"x"}""", 422)]
    [InlineData("""{"id":203,"data":"busy","ref":"x"}""", 422)]
    [InlineData("""{"id":203,"data":{"status":1},"ref":"x"}""", 422)]
    public async Task Handle_ReturnsAnError_WhenTheMessageIsRejected(string message, int status)
    {
        var answer = (await HandleAsync(message))!.Value;

        (answer.GetProperty("event").GetString(), answer.GetProperty("ref").GetString()).Should().Be(("error", "x"));
        answer.GetProperty("data").GetProperty("status").GetInt32().Should().Be(status);
        answer.GetProperty("data").GetProperty("detail").GetString().Should().NotBeNullOrEmpty();
        (await _app.MessagesAsync(_activity, 102, 203)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"id":102,"updated_fields":{"id":"x"}}""", "/updated_fields/id: *")]
    [InlineData("""{"id":102,"removed_fields":{"a":7}}""", "/removed_fields/a: *")]
    [InlineData("""{"id":203,"data":"busy"}""", "/data: *")]
    [InlineData("""{"id":203,"data":{"status":1}}""", "/data/status: *")]
    public async Task Handle_NamesTheMember_WhenItIsInvalid(string message, string detail)
    {
        (await HandleAsync(message))!.Value.GetProperty("data").GetProperty("detail").GetString().Should().Match(detail);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"id":102,"id":102}""")]
    [InlineData("""{"id":102,"updated_fields":{"a":"\ud800"}}""")]
    public async Task Handle_ReturnsAnError_WhenTheMessageIsMalformed(string message)
    {
        (await HandleAsync(message))!.Value.GetProperty("data").GetProperty("status").GetInt32().Should().Be(422);
    }

    [Fact]
    public async Task Handle_ReturnsAnError_WhenTheCallerMayNotWrite()
    {
        const string edit = """{"id":102,"updated_fields":{"a":1}}""";
        await _app.SignInAsync("eve");
        await _ada.SendJsonAsync("PUT", $"/api/activities/{_activity}/access", """{"is_private":true}""");

        (await HandleAsync(edit, user: null))!.Value.GetProperty("data").GetProperty("status").GetInt32().Should().Be(401);
        (await HandleAsync(edit, new User(2, "eve")))!.Value.GetProperty("data").GetProperty("status").GetInt32().Should().Be(404);
    }

    [Fact]
    public async Task Socket_DeliversAnEditToAllReaders_WithItsSequenceNumber()
    {
        using var timeout = new CancellationTokenSource(Waiting.Timeout);
        using var writer = await OpenAsync(_ada, "c-1", timeout.Token);
        using var reader = await OpenAsync(_app.Http, "c-2", timeout.Token);

        var edit = """{"id":102,"base_revision":1,"updated_fields":{"name":"Hot tea"}}""";
        await writer.SendAsync(Encoding.UTF8.GetBytes(edit), WebSocketMessageType.Text, true, timeout.Token);

        foreach (var socket in new[] { writer, reader })
        {
            var message = await ReadAsync(socket, 102, timeout.Token);
            message.EnumerateObject().First().Name.Should().Be("seq");
            message.GetProperty("data").GetProperty("name").GetString().Should().Be("Hot tea");
            message.GetProperty("actor").GetRawText().Should().Be("""{"username":"ada","connection_id":"c-1"}""");
        }
    }

    [Fact]
    public async Task Socket_DoesNotReceiveReadsByItsOwnUser()
    {
        using var timeout = new CancellationTokenSource(Waiting.Timeout);
        using var reader = await OpenAsync(_ada, "c-1", timeout.Token);
        using var other = await OpenAsync(_app.Http, "c-2", timeout.Token);

        await _ada.GetAsync($"/api/activities/{_activity}");
        await ReadAsync(other, 104, timeout.Token);
        await _ada.SendJsonAsync("PATCH", $"/api/activities/{_activity}", """{"a":1}""");

        var next = await ReadAsync(reader, null, timeout.Token);
        while (next.GetProperty("id").GetInt32() == 201)
        {
            next = await ReadAsync(reader, null, timeout.Token);
        }

        next.GetProperty("id").GetInt32().Should().Be(102);
    }

    private async Task<JsonElement?> HandleAsync(string message) => await HandleAsync(message, new User(1, "ada"));

    private async Task<JsonElement?> HandleAsync(string message, User? user)
    {
        var answer = await _app.Services.GetRequiredService<ISocketMessageHandler>()
            .HandleAsync(_activity, new Caller(user, "c-17"), null, JsonElement.Parse(message), CancellationToken.None);
        return answer is null ? null : JsonElement.Parse(answer.Value.Span);
    }

    private async Task<ClientWebSocket> OpenAsync(HttpClient http, string connectionId, CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        if (http.DefaultRequestHeaders.Authorization is { } authorization)
        {
            socket.Options.SetRequestHeader("Authorization", authorization.ToString());
        }

        var address = new UriBuilder(http.BaseAddress!) { Scheme = "ws", Path = $"/ws/activities/{_activity}/", Query = $"connection_id={connectionId}" };
        await socket.ConnectAsync(address.Uri, cancellationToken);
        return socket;
    }

    // Skips messages with other ids; null accepts any.
    private static async Task<JsonElement> ReadAsync(ClientWebSocket socket, int? id, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            var message = JsonElement.Parse(buffer.AsSpan(0, received.Count));
            if (id is null || message.GetProperty("id").GetInt32() == id)
            {
                return message;
            }
        }
    }
}

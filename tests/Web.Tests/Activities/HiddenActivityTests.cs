using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dots.Application.Events;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Web.Tests.Activities;

/// <summary>To everybody but its owner and its members, a private activity is answered for as one that does not exist.</summary>
public sealed partial class HiddenActivityTests : IAsyncLifetime
{
    private const WebSocketCloseStatus AccessChanged = (WebSocketCloseStatus)1012;

    private static readonly Request[] Requests =
    [
        .. Both("/api/activities/{id}", "/api/activities/{id}/access", "/api/activities/{id}/config", "/api/activities/{id}/hash"),
        .. Both("/api/activities/{id}/users", "/api/activities/{id}/files", "/api/activities/{id}/files/{name}"),
        new("GET", "/api/activities/{id}", Headers: "If-None-Match: \"1\""),
        new("GET", "/api/activities/{id}/config", Headers: "If-None-Match: \"1\""),
        new("GET", "/api/activities/{id}/files/{name}", Headers: "Range: bytes=0-0"),
        new("PUT", "/api/activities/{id}", "{}"),
        new("PUT", "/api/activities/{id}", "{}", "If-Match: \"7\""),
        new("PUT", "/api/activities/{id}", """{"name":""}"""),
        new("PATCH", "/api/activities/{id}", """{"a":1}"""),
        new("PATCH", "/api/activities/{id}", """{"base_revision":7,"updated_fields":{"name":""}}"""),
        new("DELETE", "/api/activities/{id}"),
        new("DELETE", "/api/activities/{id}", Headers: "If-Match: \"7\""),
        new("PUT", "/api/activities/{id}/access", """{"is_private":false}"""),
        new("PUT", "/api/activities/{id}/access", """{"members":["nobody"]}"""),
        new("PUT", "/api/activities/{id}/config", """{"a":1}"""),
        new("PATCH", "/api/activities/{id}/config", """{"a":1}""", "If-Match: \"7\""),
        new("PUT", "/api/activities/{id}/users/me/status", """{"status":"busy"}"""),
        new("PUT", "/api/activities/{id}/files/{name}", "{}"),
        new("PUT", "/api/activities/{id}/files/{name}", "{}", "If-None-Match: *"),
        new("DELETE", "/api/activities/{id}/files/{name}"),
        new("DELETE", "/api/activities/{id}/files/{name}", Headers: "If-Match: \"7\""),
        new("GET", "/api/events?channel=activities/{id}"),
        new("GET", "/api/events?channel=activities/{id}&limit=1"),
        new("GET", "/api/events?channel=activities/{id}&after=1&types=102"),
        new("GET", "/api/events?channel=activities/{id}&after=999999"),
        .. Both("/sse/activities/{id}"),
        .. Both("/sse/activities/{id}?data=full"),
        new("GET", "/sse/activities/{id}", Headers: "Last-Event-ID: 0"),
        new("GET", "/ws/activities/{id}"),
    ];

    private DotsApp _app = null!;
    private HttpClient _ada = null!;
    private HttpClient _eve = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await DotsApp.StartAsync();
        _ada = await _app.SignInAsync("ada");
        _eve = await _app.SignInAsync("eve");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData(Past.AlwaysPrivate)]
    [InlineData(Past.OncePublic)]
    [InlineData(Past.Deleted)]
    public async Task EveryRoute_AnswersAlike_ForAHiddenAndAMissingActivity(Past past)
    {
        var (hidden, missing) = (await CreateHiddenAsync(past), Guid.NewGuid());

        foreach (var outsider in new[] { _eve, _app.Http })
        {
            foreach (var request in Requests)
            {
                (await AnswerAsync(outsider, request, hidden)).Should().Be(await AnswerAsync(outsider, request, missing), "{0}", request);
            }
        }
    }

    [Fact]
    public void EveryRouteOfAnActivity_IsAmongTheRequests()
    {
        var routes = _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.Contains("activities/{", StringComparison.Ordinal)
                && !endpoint.RoutePattern.RawText.Contains("by-name", StringComparison.Ordinal))
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Select(method => $"{method} /{Constraint().Replace(endpoint.RoutePattern.RawText!, "").Trim('/')}"))
            .Where(route => !route.StartsWith("CONNECT", StringComparison.Ordinal))
            .Distinct()
            .ToList();

        routes.Should().HaveCountGreaterThan(15).And.BeSubsetOf(Requests.Select(request => $"{request.Method} {request.Path.Split('?')[0]}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("last_event_id=0")]
    [InlineData("data=full")]
    [InlineData("data=full&last_event_id=0")]
    [InlineData("last_event_id=x")]
    public async Task ServerSentEvents_AreAlike_ForAHiddenAndAMissingActivity(string query)
    {
        var (hidden, missing) = (await CreateHiddenAsync(Past.OncePublic), Guid.NewGuid());

        foreach (var outsider in new[] { _eve, _app.Http })
        {
            await using var ofHidden = await SseReader.OpenAsync(outsider, path: $"/sse/activities/{hidden}?{query}");
            await using var ofMissing = await SseReader.OpenAsync(outsider, path: $"/sse/activities/{missing}?{query}");
            await PatchAsync(_ada, hidden, "live");
            var alert = await _app.AppendAsync("system_alert", """{"id":301}""", Channels.Alerts);

            (await ofHidden.TakeThroughAsync(alert)).Should().Equal(await ofMissing.TakeThroughAsync(alert));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("snapshot=true")]
    [InlineData("since=0")]
    [InlineData("data=full&since=0&snapshot=true")]
    public async Task Sockets_AreAlike_ForAHiddenAndAMissingActivity(string query)
    {
        var (hidden, missing) = (await CreateHiddenAsync(Past.OncePublic), Guid.NewGuid());
        await using var owners = await SocketReader.OpenAsync(_app.Address, $"/ws/activities/{hidden}?types=102,201", TokenOf(_ada));
        (await owners.ReadAsync()).GetProperty("id").GetInt32().Should().Be(201);

        foreach (var outsider in new[] { _eve, _app.Http })
        {
            await using var ofHidden = await SocketReader.OpenAsync(_app.Address, $"/ws/activities/{hidden}?{query}", TokenOf(outsider));
            await using var ofMissing = await SocketReader.OpenAsync(_app.Address, $"/ws/activities/{missing}?{query}", TokenOf(outsider));
            await PatchAsync(_ada, hidden, "live");
            var alert = await _app.AppendAsync("system_alert", """{"id":301}""", Channels.Alerts);

            (await ofHidden.TakeThroughAsync(alert)).Should().Equal(await ofMissing.TakeThroughAsync(alert));
            foreach (var message in new[] { """{"id":102,"base_revision":1,"updated_fields":{"a":1}}""", """{"id":203,"data":{"status":"busy"}}""" })
            {
                (await ReplyAsync(ofHidden, message, hidden)).Should().Be(await ReplyAsync(ofMissing, message, missing));
            }

            (await owners.ReadAsync()).GetProperty("id").GetInt32().Should().Be(102, "members do not see that an outsider listens");
        }

        (await _ada.GetFromJsonAsync<JsonElement>($"/api/activities/{hidden}/users")).GetProperty("items").GetArrayLength().Should().Be(1);
    }

    [Theory]
    [InlineData("""{"members":["eve"]}""")]
    [InlineData("""{"is_private":false}""")]
    public async Task Streams_EndAndDeliverOnceTheyAreResumed_WhenTheReaderIsAdmitted(string access)
    {
        var hidden = await CreateHiddenAsync(Past.AlwaysPrivate);
        var path = $"activities/{hidden}?types=102";
        await using var socket = await SocketReader.OpenAsync(_app.Address, $"/ws/{path}", TokenOf(_eve));
        await using var events = await SseReader.OpenAsync(_eve, path: $"/sse/{path}");

        await SetAccessAsync(hidden, access);

        (await socket.NextAsync()).Should().BeNull();
        socket.CloseStatus.Should().Be(AccessChanged);
        (await events.NextAsync()).Should().BeNull();
        await using var socketAgain = await SocketReader.OpenAsync(_app.Address, $"/ws/{path}", TokenOf(_eve));
        await using var eventsAgain = await SseReader.OpenAsync(_eve, path: $"/sse/{path}");
        await PatchAsync(_ada, hidden, "admitted");
        (await socketAgain.ReadAsync()).GetRawText().Should().Contain("admitted");
        (await eventsAgain.NextAsync())!.Data.Should().Contain("admitted");
    }

    [Fact]
    public async Task Stream_OfAMissingActivity_EndsWhenItsReaderIsAdmittedToTheOneThatWasCreated()
    {
        var id = Guid.NewGuid();
        await using var socket = await SocketReader.OpenAsync(_app.Address, $"/ws/activities/{id}", TokenOf(_eve));

        await CreatePrivateAsync(id);
        await SetAccessAsync(id, """{"members":["eve"]}""");

        (await socket.NextAsync()).Should().BeNull();
        socket.CloseStatus.Should().Be(AccessChanged);
    }

    [Fact]
    public async Task User_IsPresent_OnceTheActivityOfTheSocketIsCreated_AndUntilItBecomesPrivate()
    {
        var id = Guid.NewGuid();
        await using var socket = await SocketReader.OpenAsync(_app.Address, $"/ws/activities/{id}?types=101,201", TokenOf(_eve));

        (await _ada.SendJsonAsync("POST", "/api/activities", $$"""{"id":"{{id}}"}""")).EnsureSuccessStatusCode();

        (await socket.ReadAsync()).GetProperty("id").GetInt32().Should().Be(101);
        var joined = await socket.ReadAsync();
        joined.GetProperty("id").GetInt32().Should().Be(201);
        joined.GetProperty("actor").GetProperty("username").GetString().Should().Be("eve");
        await SetAccessAsync(id, """{"is_private":true}""");
        (await socket.NextAsync()).Should().BeNull();
        socket.CloseStatus.Should().Be(WebSocketCloseStatus.PolicyViolation);
    }

    private static IEnumerable<Request> Both(params IEnumerable<string> paths) =>
        paths.SelectMany(path => new[] { new Request("GET", path), new Request("HEAD", path) });

    private async Task<Guid> CreateHiddenAsync(Past past)
    {
        var id = Guid.NewGuid();
        if (past == Past.OncePublic)
        {
            (await _ada.SendJsonAsync("POST", "/api/activities", $$"""{"id":"{{id}}"}""")).EnsureSuccessStatusCode();
            await PatchAsync(_ada, id, "public");
            (await _ada.PutAsync($"/api/activities/{id}/files/a.txt", new ByteArrayContent([1]))).EnsureSuccessStatusCode();
            await SetAccessAsync(id, """{"is_private":true}""");
        }
        else
        {
            await CreatePrivateAsync(id);
            (await _ada.PutAsync($"/api/activities/{id}/files/a.txt", new ByteArrayContent([1]))).EnsureSuccessStatusCode();
        }

        await PatchAsync(_ada, id, new string('x', 300_000));
        if (past == Past.Deleted)
        {
            (await _ada.DeleteAsync($"/api/activities/{id}")).EnsureSuccessStatusCode();
        }

        return id;
    }

    private async Task CreatePrivateAsync(Guid id) =>
        (await _ada.SendJsonAsync("POST", "/api/activities?private=true", $$"""{"id":"{{id}}"}""")).EnsureSuccessStatusCode();

    private async Task SetAccessAsync(Guid id, string access) =>
        (await _ada.SendJsonAsync("PUT", $"/api/activities/{id}/access", access)).EnsureSuccessStatusCode();

    private static async Task PatchAsync(HttpClient writer, Guid id, string text) =>
        (await writer.SendJsonAsync("PATCH", $"/api/activities/{id}", $$"""{"text":"{{text}}{{Guid.NewGuid()}}"}""")).EnsureSuccessStatusCode();

    private static async Task<string> ReplyAsync(SocketReader socket, string message, Guid id)
    {
        await socket.SendAsync(message);
        return (await socket.ReadAsync()).GetRawText().Replace(id.ToString(), "{id}", StringComparison.Ordinal);
    }

    /// <summary>The status, the headers except for the date, and the body except for the number of the request.</summary>
    private static async Task<string> AnswerAsync(HttpClient http, Request request, Guid id)
    {
        using var message = new HttpRequestMessage(
            new HttpMethod(request.Method), request.Path.Replace("{id}", id.ToString(), StringComparison.Ordinal).Replace("{name}", "a.txt", StringComparison.Ordinal));
        if (request.Json is not null)
        {
            message.Content = new StringContent(request.Json, Encoding.UTF8, "application/json");
        }

        if (request.Headers?.Split(": ") is [var name, var value])
        {
            message.Headers.TryAddWithoutValidation(name, value).Should().BeTrue();
        }

        using var answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead).WaitAsync(Waiting.Timeout);

        // A stream has no end.
        var body = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync();
        var headers = answer.Headers.Concat(answer.Content.Headers)
            .Where(header => header.Key != "Date")
            .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
            .Order(StringComparer.Ordinal);
        return TraceId().Replace($"{(int)answer.StatusCode}\n{string.Join('\n', headers)}\n\n{body}", "").Replace(id.ToString(), "{id}", StringComparison.Ordinal);
    }

    private static string? TokenOf(HttpClient http) => http.DefaultRequestHeaders.Authorization?.Parameter;

    [GeneratedRegex("\"trace_id\": ?\"[^\"]*\"")]
    private static partial Regex TraceId();

    [GeneratedRegex("(?<=\\{[a-z]+):[^}]+(?=\\})")]
    private static partial Regex Constraint();

    /// <summary>What happened to the hidden activity before.</summary>
    public enum Past
    {
        AlwaysPrivate,
        OncePublic,
        Deleted,
    }

    private sealed record Request(string Method, string Path, string? Json = null, string? Headers = null);
}

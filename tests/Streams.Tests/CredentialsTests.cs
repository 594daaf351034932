using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Dots.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Streams.Tests;

public sealed class CredentialsTests : IAsyncLifetime
{
    private const string Sse = "/sse/notifications/";
    private const string Socket = "/ws/notifications/";

    private DotsApp _app = null!;
    private TestAccount _ola = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await DotsApp.StartAsync();
        _ola = await _app.RegisterAsync("ola");
        _http = _app.SignInAs(_ola);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Ticket_OpensAStreamOfItsUser_Once()
    {
        var path = $"{Sse}?ticket={await IssueAsync()}";
        await using var reader = await SseReader.OpenAsync(_app.Http, path: path);

        var id = await _app.AppendAsync("newPath", """{"path_id":1}""", _ola.Channel);

        (await reader.TakeThroughAsync(id)).Should().Equal(id);
        (await StatusAsync(path)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Ticket_OpensASocketOfItsUser_Once()
    {
        var path = $"{Socket}?ticket={await IssueAsync()}";
        await using var reader = await SocketReader.OpenAsync(_app.Address, path);

        var id = await _app.AppendAsync("newPath", """{"path_id":1}""", _ola.Channel);

        (await reader.TakeThroughAsync(id)).Should().Equal(id);
        (await StatusAsync(path)).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Ticket_OpensOneStream_WhenManyTryAtTheSameTime()
    {
        var path = $"{Sse}?ticket={await IssueAsync()}";

        var statuses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StatusAsync(path)));

        statuses.Where(status => status == HttpStatusCode.OK).Should().ContainSingle();
        statuses.Where(status => status == HttpStatusCode.Unauthorized).Should().HaveCount(7);
    }

    [Fact]
    public async Task Stream_EndsWithTheSession_WhenItWasOpenedWithATicket()
    {
        await using var reader = await SseReader.OpenAsync(_app.Http, path: $"{Sse}?ticket={await IssueAsync()}");
        var unused = await IssueAsync();

        (await _http.PostAsync("/api/auth/logout", null)).StatusCode.Should().Be(HttpStatusCode.NoContent);

        (await reader.NextAsync()).Should().BeNull();
        (await StatusAsync($"{Sse}?ticket={unused}")).Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Ticket_IsNotIssued_ToVisitors()
    {
        (await _app.Http.PostAsync("/api/streams/ticket", null)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData(Sse)]
    [InlineData(Socket)]
    [InlineData("/sse/activities/")]
    [InlineData("/ws/activities/63b76319-68ef-4412-9dd4-bb2a13315ee2/")]
    public async Task Stream_IsRefused_WhenTheTokenIsNotValid(string path)
    {
        (await StatusAsync(path, "never-issued")).Should().Be(HttpStatusCode.Unauthorized);

        (await _http.PostAsync("/api/auth/logout", null)).StatusCode.Should().Be(HttpStatusCode.NoContent);

        (await StatusAsync(path, _ola.AccessToken)).Should().Be(HttpStatusCode.Unauthorized);
        (await StatusAsync(path + "?ticket=never-issued")).Should().Be(HttpStatusCode.Unauthorized);
        (await StatusAsync(path)).Should().Be(path.StartsWith("/ws", StringComparison.Ordinal) ? HttpStatusCode.SwitchingProtocols : HttpStatusCode.OK);
    }

    [Fact]
    public async Task Stream_RemovesTheCookieOfAnEndedSession_SoThatTheNextAttemptIsAVisitors()
    {
        using var browser = new HttpClient(new SocketsHttpHandler { UseCookies = true }) { BaseAddress = _app.Address };
        (await browser.PostAsJsonAsync("/api/auth/login?cookie=true", new { username = "ola", password = TestAccount.Password })).StatusCode
            .Should().Be(HttpStatusCode.NoContent);
        await EndAllSessionsAsync();

        using var refused = await browser.GetAsync(Sse, HttpCompletionOption.ResponseHeadersRead);
        using var visitors = await browser.GetAsync(Sse, HttpCompletionOption.ResponseHeadersRead);

        refused.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        refused.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        visitors.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    private async Task EndAllSessionsAsync()
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
        await db.Database.ExecuteSqlRawAsync("DELETE FROM sessions");
    }

    private async Task<string> IssueAsync()
    {
        using var response = await _http.PostAsync("/api/streams/ticket", null);
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("ticket").GetString()!;
    }

    private async Task<HttpStatusCode> StatusAsync(string path, string? token = null)
    {
        if (path.StartsWith("/ws", StringComparison.Ordinal))
        {
            using var socket = new ClientWebSocket();
            socket.Options.CollectHttpResponseDetails = true;
            if (token is not null)
            {
                socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
            }

            try
            {
                await socket.ConnectAsync(new Uri($"ws://{_app.Address.Authority}{path}"), CancellationToken.None).WaitAsync(Waiting.Timeout);
            }
            catch (WebSocketException)
            {
                // Refused; the status says why.
            }

            return socket.HttpStatusCode;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var response = await _app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }
}

using Dots.Web.Identity;
using Dots.Web.Tests.Server;
using Microsoft.AspNetCore.Http;

namespace Dots.Web.Tests.Identity;

[TransportOnly]
public sealed class CrossSiteTests(SharedApp shared)
{
    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task CookieWrite_IsRejected_WhenItComesFromAnotherSite(string header, string value)
    {
        using var browser = shared.App.NewCaller(DotsApp.NewName());
        await browser.RegisterAsync();
        var cookie = await browser.SignInByCookieAsync();

        (await browser.PostAsync("/api/boards", Boards.RedRow, cookie, (header, value))).ShouldBeProblem(403);
        (await browser.PutAsync("/api/boards/1", Boards.RedRow, cookie, (header, value))).ShouldBeProblem(403);
        (await browser.DeleteAsync("/api/boards/1", cookie, (header, value))).ShouldBeProblem(403);
        var boards = await browser.GetAsync($"/api/boards?creator={browser.Name}", cookie, (header, value));
        boards.Json.GetProperty("items").GetArrayLength().Should().Be(0);
    }

    [Theory]
    [InlineData("https", "dots.example", "https://dots.example", true)]
    [InlineData("https", "dots.example", "HTTPS://DOTS.EXAMPLE", true)]
    [InlineData("https", "dots.example:443", "https://dots.example", true)]
    [InlineData("https", "dots.example", "https://dots.example:443", true)]
    [InlineData("https", "[::1]:8443", "https://[::1]:8443", true)]
    [InlineData("https", "dots.example", "", true)]
    [InlineData("https", "dots.example", "http://dots.example", false)]
    [InlineData("http", "dots.example", "https://dots.example", false)]
    [InlineData("https", "dots.example", "https://dots.example:8443", false)]
    [InlineData("https", "dots.example", "https://dots.example.evil.example", false)]
    [InlineData("https", "dots.example", "https://dots.example/x", false)]
    [InlineData("https", "dots.example", "https://dots.example, https://evil.example", false)]
    [InlineData("https", "dots.example", "wss://dots.example", false)]
    [InlineData("https", "dots.example", "dots.example", false)]
    [InlineData("https", "dots.example", "null", false)]
    public void Origin_IsComparedBySchemeHostAndPort(string scheme, string host, string origin, bool isAllowed)
    {
        var request = new DefaultHttpContext { Request = { Scheme = scheme, Host = new HostString(host) } }.Request;
        request.Headers.Origin = origin;

        new TrustedOrigins().Allow(request).Should().Be(isAllowed);
    }

    [Fact]
    public async Task Login_IsRejected_WhenItComesFromAnotherSite()
    {
        var answer = await shared.App.Visitor.PostAsync(
            "/api/auth/login?cookie=true", ApiClient.Credentials("a"), ("Origin", "https://evil.example"));

        answer.ShouldBeProblem(403);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("Origin", null)]
    [InlineData("X-Nothing", "")]
    public async Task CookieWrite_IsAccepted_WhenItComesFromThisSiteOrFromAProgram(string header, string? value)
    {
        using var browser = shared.App.NewCaller(DotsApp.NewName());
        await browser.RegisterAsync();
        var cookie = await browser.SignInByCookieAsync();

        var answer = await browser.PostAsync(
            "/api/boards", Boards.RedRow, cookie, (header, value ?? shared.App.Address.GetLeftPart(UriPartial.Authority)));

        answer.Status.Should().Be(201);
    }

    [Fact]
    public async Task TokenWrite_IsAccepted_FromAnySite()
    {
        using var caller = await shared.App.SignUpAsync();

        var answer = await caller.PostAsync(
            "/api/boards", Boards.RedRow, ("Origin", "https://else.example"), ("Sec-Fetch-Site", "cross-site"));

        answer.Status.Should().Be(201);
    }

    [Fact]
    public async Task Cors_AllowsOnlyConfiguredOrigins_WithCookiesAndLastEventId()
    {
        await using var open = await DotsApp.StartAsync("Cors:Origins=https://friend.example/,https://other.example");
        using var browser = open.NewCaller(DotsApp.NewName());
        await browser.RegisterAsync();
        var cookie = await browser.SignInByCookieAsync();
        var friend = ("Origin", "https://friend.example");

        var preflight = await browser.SendAsync(
            "OPTIONS", "/api/boards", null, friend, ("Access-Control-Request-Method", "POST"),
            ("Access-Control-Request-Headers", "content-type,last-event-id,if-match"));
        var write = await browser.PostAsync("/api/boards", Boards.RedRow, cookie, friend, ("Sec-Fetch-Site", "cross-site"));
        var stranger = await browser.GetAsync("/api/boards", ("Origin", "https://evil.example"));

        preflight.Status.Should().Be(204);
        preflight.Header("Access-Control-Allow-Origin").Should().Be("https://friend.example");
        preflight.Header("Access-Control-Allow-Credentials").Should().Be("true");
        preflight.Header("Access-Control-Allow-Headers").ToLowerInvariant().Should().Contain("last-event-id").And.Contain("if-match");
        write.Status.Should().Be(201);
        write.Header("Access-Control-Expose-Headers").Should().Contain("ETag").And.Contain("Location");
        stranger.Header("Access-Control-Allow-Origin").Should().BeEmpty();
    }
}

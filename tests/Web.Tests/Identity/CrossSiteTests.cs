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
    [InlineData("https", "[::1]", "https://[0:0:0:0:0:0:0:1]", true)]
    [InlineData("http", "xn--pocz-kropki-xkb60f.example", "http://xn--pocz-kropki-xkb60f.example", true)]
    [InlineData("http", "xn--d-uga0v8h.example", "http://xn--d-uga0v8h.example", true)]
    [InlineData("http", "XN--d-uga0v8h.example:80", "http://xn--D-uga0v8h.example", true)]
    [InlineData("http", "xn--a.example", "http://xn--b.example", false)]
    [InlineData("http", "a_b.example:8000", "http://a_b.example:8000", true)]
    [InlineData("https", "dots.example", "", true)]
    [InlineData("https", "dots.example", "http://dots.example", false)]
    [InlineData("http", "dots.example", "https://dots.example", false)]
    [InlineData("https", "dots.example", "https://dots.example:8443", false)]
    [InlineData("https", "dots.example:", "https://dots.example:0", false)]
    [InlineData("https", "dots.example", "https://dots.example.evil.example", false)]
    [InlineData("https", "dots.example", "https://dots.example/x", false)]
    [InlineData("https", "dots.example", "https://evil.example@dots.example", false)]
    [InlineData("https", "dots.example", "https://dots.example, https://evil.example", false)]
    [InlineData("https", "dots.example", "wss://dots.example", false)]
    [InlineData("https", "dots.example", "dots.example", false)]
    [InlineData("https", "dots.example", "null", false)]
    [InlineData("https", "", "https://", false)]
    public void Origin_IsComparedBySchemeHostAndPort(string scheme, string host, string origin, bool isAllowed)
    {
        var check = () => new TrustedOrigins().Require(RequestTo(scheme, host, origin));

        if (isAllowed)
        {
            check.Should().NotThrow();
        }
        else
        {
            check.Should().Throw<CrossSiteException>();
        }
    }

    [Theory]
    [InlineData("http", "dots.example", "http://dots.example:8080", "Cors__Origins", "Host header*$http_host*add http://dots.example:8080 to Cors__Origins")]
    [InlineData("http", "127.0.0.1:5000", "http://dots.example", "Cors__Origins", "Host header*http://127.0.0.1:5000*pass on the Host header")]
    [InlineData("http", "dots.example", "https://dots.example", "Proxies", "X-Forwarded-Proto*Proxies")]
    [InlineData("http", "dots.example", "null", "Cors__Origins", "Cors__Origins")]
    public void Refusal_NamesTheHeaderAndTheSetting(string scheme, string host, string origin, string setting, string text)
    {
        var check = () => new TrustedOrigins().Require(RequestTo(scheme, host, origin));

        check.Should().Throw<CrossSiteException>().WithMessage($"*{text}*").Which.Setting.Should().Be(setting);
    }

    [Theory]
    [InlineData("https://friend.example/", "https://friend.example", true)]
    [InlineData("https://friend.example:443", "https://friend.example", true)]
    [InlineData("https://pocz\u0105tek.example", "https://xn--pocztek-s4a.example", true)]
    [InlineData("https://xn--d-uga0v8h.example", "https://xn--d-uga0v8h.example", true)]
    [InlineData("https://friend.example", "http://friend.example", false)]
    [InlineData("https://friend.example", "null", false)]
    public void TrustedOrigin_IsComparedAsAnOrigin(string setting, string origin, bool isTrusted) =>
        new TrustedOrigins { Origins = [setting] }.Includes(origin).Should().Be(isTrusted);

    /// <summary>A name that looks like an internationalised one, and that no conversion to Unicode and back preserves.</summary>
    [Theory]
    [InlineData("xn--pocz-kropki-xkb60f.example")]
    [InlineData("xn--d-uga0v8h.example")]
    public async Task CookieSignIn_IsAccepted_WhateverTheHostIsCalled(string host)
    {
        using var browser = shared.App.NewCaller(DotsApp.NewName());
        await browser.RegisterAsync();
        (string, string)[] headers = [("Host", host), ("Origin", $"http://{host}")];

        (await browser.PostAsync("/api/auth/login?cookie=true", ApiClient.Credentials(browser.Name), headers)).Status.Should().Be(204);
        (await browser.PostAsync("/api/auth/login?cookie=true", ApiClient.Credentials(browser.Name), headers[0], ("Origin", $"http://x{host}")))
            .ShouldBeProblem(403);
        (await browser.GetAsync("/openapi/v1.json", headers)).Status.Should().Be(200);
        (await browser.GetAsync("/api/paths", headers)).ShouldBeProblem(401);
    }

    private static HttpRequest RequestTo(string scheme, string host, string origin)
    {
        var request = new DefaultHttpContext { Request = { Scheme = scheme } }.Request;
        request.Headers.Host = host;
        request.Headers.Origin = origin;
        return request;
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
            ("Access-Control-Request-Headers", "content-type,last-event-id,if-match,cache-control,if-range,range,if-unmodified-since,traceparent"));
        var write = await browser.PostAsync("/api/boards", Boards.RedRow, cookie, friend, ("Sec-Fetch-Site", "cross-site"));
        var stranger = await browser.GetAsync("/api/boards", ("Origin", "https://evil.example"));

        preflight.Status.Should().Be(204);
        preflight.Header("Access-Control-Allow-Origin").Should().Be("https://friend.example");
        preflight.Header("Access-Control-Allow-Credentials").Should().Be("true");
        preflight.Header("Access-Control-Allow-Headers").ToLowerInvariant()
            .Should().ContainAll("last-event-id", "if-match", "cache-control", "if-range", "range", "if-unmodified-since", "traceparent");
        write.Status.Should().Be(201);
        write.Header("Access-Control-Expose-Headers").Should().ContainAll(
            "ETag", "Location", "Retry-After", "Content-Range", "Content-Disposition", "Content-Location", "Accept-Ranges", "Allow", "WWW-Authenticate");
        stranger.Header("Access-Control-Allow-Origin").Should().BeEmpty();
    }
}

using System.Globalization;
using System.Text.Json;
using Dots.Web.Tests.Server;

namespace Dots.Web.Tests.Identity;

public sealed class AuthTests(SharedApp shared)
{
    [Fact]
    public async Task Register_ReturnsIdAndName()
    {
        var name = DotsApp.NewName("Łucja-");

        var answer = await shared.App.Visitor.PostAsync("/api/auth/register", ApiClient.Credentials(name));

        answer.Status.Should().Be(201);
        answer.Members.Should().Equal("id", "username");
        answer.Text("username").Should().Be(name);
        answer.Header("Location").Should().Be("/api/auth/me");
    }

    [Theory]
    [InlineData("""{"username":"weak","password":"short"}""", "password")]
    [InlineData("""{"username":"no way!","password":"correct horse"}""", "username")]
    [InlineData("""{"username":"!","password":"x"}""", "username", "password")]
    [InlineData("{}", "username", "password")]
    [InlineData("""{"username":null,"password":null}""", "username", "password")]
    [InlineData("""{"username":"a","password":"correct horse","admin":true}""", "admin")]
    public async Task Register_NamesTheFields_WhenTheBodyIsInvalid(string json, params string[] fields)
    {
        (await shared.App.Visitor.PostAsync("/api/auth/register", json)).ShouldBeProblem(400, fields);
    }

    [Fact]
    public async Task Register_Returns400_WhenThePasswordIsTooLongToHash()
    {
        var answer = await shared.App.Visitor.PostAsync("/api/auth/register", ApiClient.Credentials("long", new string('x', 257)));

        answer.ShouldBeProblem(400, "password");
    }

    [Fact]
    public async Task Register_Returns409_WhenTheNameIsTakenInAnyLetterCase()
    {
        using var caller = await shared.App.SignUpAsync();

        (await shared.App.Visitor.PostAsync("/api/auth/register", ApiClient.Credentials(caller.Name.ToUpperInvariant()))).ShouldBeProblem(409);
    }

    [Fact]
    public async Task Register_Returns409_WhenTheNameReadsLikeAnother()
    {
        var suffix = DotsApp.NewName();
        using var first = shared.App.NewCaller($"Stra\u00DFe{suffix}");
        await first.RegisterAsync();

        (await shared.App.Visitor.PostAsync("/api/auth/register", ApiClient.Credentials($"STRASSE{suffix}"))).ShouldBeProblem(409);
        (await shared.App.Visitor.PostAsync("/api/auth/login", ApiClient.Credentials($"strasse{suffix}"))).Status.Should().Be(200);
    }

    [Fact]
    public async Task Register_Returns400_WhenTheNameIsTooLongOnceItIsFolded()
    {
        (await shared.App.Visitor.PostAsync("/api/auth/register", ApiClient.Credentials(new string('\uFDFA', 32)))).ShouldBeProblem(400, "username");
    }

    [Fact]
    public async Task Login_ReturnsTokensOfTheUser()
    {
        using var caller = shared.App.NewCaller(DotsApp.NewName());
        await caller.RegisterAsync();

        var tokens = await caller.PostAsync("/api/auth/login", ApiClient.Credentials(caller.Name));
        caller.Take(tokens);

        tokens.Members.Should().Equal("token_type", "access_token", "refresh_token", "expires_in");
        tokens.Text("token_type").Should().Be("Bearer");
        tokens.Number("expires_in").Should().BePositive();
        (await caller.GetAsync("/api/auth/me")).Text("username").Should().Be(caller.Name);
    }

    [Fact]
    public async Task Login_RespondsTheSame_WhenTheNameOrThePasswordIsWrong()
    {
        using var caller = await shared.App.SignUpAsync();

        var wrongPassword = await shared.App.Visitor.PostAsync("/api/auth/login", ApiClient.Credentials(caller.Name, "wrong horse"));
        var wrongName = await shared.App.Visitor.PostAsync("/api/auth/login", ApiClient.Credentials(DotsApp.NewName("nobody")));
        var noName = await shared.App.Visitor.PostAsync("/api/auth/login", ApiClient.Credentials("\uFFFE <>"));

        wrongPassword.ShouldBeProblem(401);
        wrongName.BodyWithoutTrace.Should().Be(wrongPassword.BodyWithoutTrace);
        noName.BodyWithoutTrace.Should().Be(wrongPassword.BodyWithoutTrace);
        wrongName.Headers.Keys.Should().BeEquivalentTo(wrongPassword.Headers.Keys);
    }

    [Fact]
    public async Task Login_SetsAnHttpOnlyCookie_WhenRequested()
    {
        using var caller = shared.App.NewCaller(DotsApp.NewName());
        await caller.RegisterAsync();

        var answer = await caller.PostAsync("/api/auth/login?cookie=true", ApiClient.Credentials(caller.Name));

        answer.Status.Should().Be(204);
        answer.Body.Should().BeEmpty();
        answer.Header("Set-Cookie").ToLowerInvariant().Should().Contain("httponly").And.Contain("samesite=lax").And.Contain("path=/");
        var cookie = ("Cookie", answer.Header("Set-Cookie").Split(';')[0]);
        (await caller.GetAsync("/api/auth/me", cookie)).Text("username").Should().Be(caller.Name);
    }

    [Fact]
    public async Task Login_Returns400_WhenCookieIsNeitherTrueNorFalse()
    {
        (await shared.App.Visitor.PostAsync("/api/auth/login?cookie=maybe", ApiClient.Credentials("a"))).ShouldBeProblem(400, "cookie");
    }

    [Fact]
    public async Task Refresh_RotatesTheToken_AndEndsTheSessionWhenATokenIsReused()
    {
        using var caller = await shared.App.SignUpAsync();
        var old = Refresh(caller.RefreshToken);

        caller.Take(await shared.App.Visitor.PostAsync("/api/auth/refresh", old));
        (await caller.GetAsync("/api/auth/me")).Status.Should().Be(200);

        (await shared.App.Visitor.PostAsync("/api/auth/refresh", old)).ShouldBeProblem(401);
        (await caller.GetAsync("/api/auth/me")).ShouldBeProblem(401);
        (await shared.App.Visitor.PostAsync("/api/auth/refresh", Refresh(caller.RefreshToken))).ShouldBeProblem(401);
    }

    [Fact]
    public async Task Tokens_AreRejected_WhenUsedForAnotherPurpose()
    {
        using var caller = await shared.App.SignUpAsync();

        (await shared.App.Visitor.PostAsync("/api/auth/refresh", Refresh(caller.AccessToken))).ShouldBeProblem(401);
        (await shared.App.Visitor.GetAsync("/api/auth/me", ("Authorization", $"Bearer {caller.RefreshToken}"))).ShouldBeProblem(401);
    }

    [Theory]
    [InlineData("""{"refresh_token":"x"}""", 401)]
    [InlineData("""{"refresh_token":""}""", 400)]
    [InlineData("{}", 400)]
    public async Task Refresh_IsRejected_WhenTheTokenIsInvalid(string json, int status)
    {
        (await shared.App.Visitor.PostAsync("/api/auth/refresh", json)).ShouldBeProblem(status, status == 400 ? ["refresh_token"] : []);
    }

    [Fact]
    public async Task Logout_RevokesTokensAndCookie_OfThatSessionOnly()
    {
        using var caller = await shared.App.SignUpAsync();
        var first = caller.AccessToken;
        await caller.SignInAsync();
        using var browser = shared.App.NewCaller(caller.Name);
        var cookie = await browser.SignInByCookieAsync();

        (await caller.PostAsync("/api/auth/logout", null)).Status.Should().Be(204);
        (await browser.PostAsync("/api/auth/logout", null, cookie)).Status.Should().Be(204);

        (await caller.GetAsync("/api/auth/me")).ShouldBeProblem(401);
        (await shared.App.Visitor.PostAsync("/api/auth/refresh", Refresh(caller.RefreshToken))).ShouldBeProblem(401);
        (await browser.GetAsync("/api/auth/me", cookie)).ShouldBeProblem(401);
        (await shared.App.Visitor.GetAsync("/api/auth/me", ("Authorization", $"Bearer {first}"))).Status.Should().Be(200);
        (await shared.App.Visitor.GetAsync("/api/auth/me", ("Authorization", $"bearer {first}"))).Status.Should().Be(200);
        (await shared.App.Visitor.GetAsync("/api/auth/me", ("Authorization", $"BEARER {first}"))).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("GET", "/api/auth/me")]
    [InlineData("POST", "/api/auth/logout")]
    [InlineData("GET", "/api/paths")]
    [InlineData("GET", "/api/boards?mine=true")]
    [InlineData("POST", "/api/boards")]
    [InlineData("PUT", "/api/boards/1")]
    [InlineData("DELETE", "/api/boards/1")]
    [InlineData("GET", "/api/boards/1/path")]
    [InlineData("PUT", "/api/boards/1/path")]
    [InlineData("DELETE", "/api/boards/1/path")]
    [InlineData("POST", "/api/boards/1/paths")]
    public async Task Route_Returns401_WhenTheCallerIsNotSignedIn(string method, string path)
    {
        foreach (var token in new[] { null, "Bearer forged", "Basic YTpi", "Bearer" })
        {
            var headers = token is null ? Array.Empty<(string, string)>() : [("Authorization", token)];

            var answer = await shared.App.Visitor.SendAsync(method, path, method is "GET" or "DELETE" ? null : Boards.RedRow, headers);

            answer.ShouldBeProblem(401);
            answer.Header("WWW-Authenticate").Should().StartWith("Bearer");
            answer.Text("detail").Should().NotBeEmpty();
        }
    }

    [Fact]
    public async Task Login_IsLockedForTheGuessersNetworkOnly()
    {
        await using var strict = await DotsApp.StartAsync("RateLimits:Enabled=true", "Proxies=127.0.0.1");
        using var caller = await strict.SignUpAsync();
        for (var i = 0; i < 5; i++)
        {
            (await SignInAsync($"2001:db8::{i}", "wrong horse")).ShouldBeProblem(401);
        }

        (await SignInAsync("2001:db8::ffff", ApiClient.Password)).ShouldBeProblem(429);
        (await SignInAsync("203.0.113.1", ApiClient.Password)).Status.Should().Be(200);

        Task<ApiResponse> SignInAsync(string address, string password) =>
            strict.Visitor.PostAsync("/api/auth/login", ApiClient.Credentials(caller.Name, password), ("X-Forwarded-For", address));
    }

    [Fact]
    public async Task Login_IsLockedOut_WhetherOrNotTheNameExists()
    {
        await using var strict = await DotsApp.StartAsync("RateLimits:Enabled=true", "RateLimits:LockoutSeconds=3600");
        using var caller = await strict.SignUpAsync();
        var answers = new List<ApiResponse>();
        foreach (var name in new[] { caller.Name, "nobody" })
        {
            for (var i = 0; i < 5; i++)
            {
                (await strict.Visitor.PostAsync("/api/auth/login", ApiClient.Credentials(name, "wrong horse"))).ShouldBeProblem(401);
            }

            answers.Add(await strict.Visitor.PostAsync("/api/auth/login", ApiClient.Credentials(name)));
        }

        answers.Should().AllSatisfy(answer =>
        {
            answer.ShouldBeProblem(429);
            int.Parse(answer.Header("Retry-After"), CultureInfo.InvariantCulture).Should().BeInRange(3500, 3600);
        });
        answers[0].BodyWithoutTrace.Should().Be(answers[1].BodyWithoutTrace);
    }

    [Fact]
    public async Task Refresh_IsRateLimitedByAddress()
    {
        await using var strict = await DotsApp.StartAsync("RateLimits:Enabled=true");
        var answers = new List<ApiResponse>();
        for (var i = 0; i < 61; i++)
        {
            answers.Add(await strict.Visitor.PostAsync("/api/auth/refresh", Refresh("guess")));
        }

        answers[..60].Should().AllSatisfy(answer => answer.ShouldBeProblem(401));
        answers[60].ShouldBeProblem(429);
        int.Parse(answers[60].Header("Retry-After"), CultureInfo.InvariantCulture).Should().BeInRange(1, 60);
        (await strict.Visitor.GetAsync("/api/boards")).Status.Should().Be(200, "reads are not limited");
    }

    private static string Refresh(string token) => JsonSerializer.Serialize(new { refresh_token = token });
}

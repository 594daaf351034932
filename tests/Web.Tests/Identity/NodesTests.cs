namespace Dots.Web.Tests.Identity;

/// <summary>Two servers on one database, which clients must not be able to tell apart.</summary>
public sealed class NodesTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.CreateForServer();
    private DotsApp[] _nodes = [];

    public async ValueTask InitializeAsync()
    {
        if (_database.Provider == Infrastructure.Data.DatabaseProvider.Postgres)
        {
            // As on a fresh installation, where the servers themselves create the key.
            _database.Execute("DELETE FROM data_protection_keys");
        }

        // SQLite is meant for a single process, so its two servers do not start concurrently.
        var first = DotsApp.StartOnAsync(_database, "RateLimits:Enabled=true");
        if (_database.Provider == Infrastructure.Data.DatabaseProvider.Sqlite)
        {
            await first;
        }

        _nodes = await Task.WhenAll(first, DotsApp.StartOnAsync(_database, "RateLimits:Enabled=true"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        _database.Dispose();
    }

    [Fact]
    public async Task Session_IsValidOnBothNodes_UntilItEndsOnEither()
    {
        using var here = await _nodes[0].SignUpAsync();
        using var there = new ApiClient(_nodes[1].Address, here.Name);
        var token = ("Authorization", $"Bearer {here.AccessToken}");
        var cookie = await there.SignInByCookieAsync();

        (await there.GetAsync("/api/auth/me", token)).Text("username").Should().Be(here.Name);
        (await _nodes[0].Visitor.GetAsync("/api/auth/me", cookie)).Text("username").Should().Be(here.Name);
        (await there.PostAsync("/api/auth/refresh", $$"""{"refresh_token":"{{here.RefreshToken}}"}""")).Status.Should().Be(200);

        (await there.PostAsync("/api/auth/logout", null, token)).Status.Should().Be(204);
        await Waiting.UntilAsync(async () => (await here.GetAsync("/api/auth/me")).Status == 401, "the other node rejects the token");
    }

    [Fact]
    public async Task Login_IsLockedOutOnBothNodes_WhenItIsOnOne()
    {
        using var here = await _nodes[0].SignUpAsync();
        using var there = new ApiClient(_nodes[1].Address, here.Name);
        for (var i = 0; i < 5; i++)
        {
            (await here.PostAsync("/api/auth/login", ApiClient.Credentials(here.Name, "wrong horse"))).Status.Should().Be(401);
        }

        var locked = await there.PostAsync("/api/auth/login", ApiClient.Credentials(here.Name));

        locked.ShouldBeProblem(429);
        int.Parse(locked.Header("Retry-After"), System.Globalization.CultureInfo.InvariantCulture).Should().BeInRange(1, 60);
    }

    [Fact]
    public async Task Register_IsRateLimited_AcrossNodes()
    {
        var statuses = new List<int>();
        for (var i = 0; i <= 60; i++)
        {
            var answer = await _nodes[i % 2].Visitor.PostAsync("/api/auth/register", ApiClient.Credentials(DotsApp.NewName()));
            statuses.Add(answer.Status);
        }

        // The servers and the database belong to this test alone, so no other registration counts towards the limit.
        statuses.Count(status => status == 201).Should().Be(60);
        statuses[^1].Should().Be(429);
    }
}

using System.Net;
using Dots.Web.Tests.Server;

namespace Dots.Web.Tests.Controllers;

/// <summary>What one user, and all users together, may store.</summary>
public sealed class StorageQuotaTests
{
    [Fact]
    public async Task CreateBoard_Returns409_WhenTheUserOwnsAsManyAsAllowed_UntilOneIsDeleted()
    {
        await using var app = await DotsApp.StartAsync("Boards:MaxPerUser=2");
        using var ada = await app.SignUpAsync();
        using var bob = await app.SignUpAsync();
        var first = await ada.CreateBoardAsync();
        await ada.CreateBoardAsync();

        var refused = await ada.PostAsync("/api/boards", Boards.RedRow);

        refused.ShouldBeProblem(409);
        refused.Text("detail").Should().Be("A user may own 2 boards; delete one before you create another.");
        (refused.Text("setting"), refused.Number("limit")).Should().Be(("Boards__MaxPerUser", 2));
        await bob.CreateBoardAsync();
        (await ada.DeleteAsync($"/api/boards/{first}")).Status.Should().Be(204);
        await ada.CreateBoardAsync();
    }

    [Fact]
    public async Task CreateBoard_Returns507_WhenTheSiteHasAsManyAsAllowed()
    {
        await using var app = await DotsApp.StartAsync("Boards:MaxTotal=2");
        using var ada = await app.SignUpAsync();
        using var bob = await app.SignUpAsync();
        await ada.CreateBoardAsync();
        await bob.CreateBoardAsync();

        var refused = await bob.PostAsync("/api/boards", Boards.RedRow);

        refused.ShouldBeProblem(507);
        refused.Text("detail").Should().Be("The site has 2 boards already, and no room for more.");
    }

    [Fact]
    public async Task CreateActivity_Returns409_WhenTheUserOwnsAsManyAsAllowed_UntilOneIsDeleted()
    {
        await using var app = await DotsApp.StartAsync("Activities:MaxPerUser=2");
        using var ada = await app.SignInAsync("ada");
        using var bob = await app.SignInAsync("bob");
        await ada.CreateActivityAsync();
        var second = await ada.CreateActivityAsync();

        var refused = await ada.SendJsonAsync("POST", "/api/activities", "{}");

        await ShouldExceedAsync(refused, "Activities__MaxPerUser", 2);
        await bob.CreateActivityAsync();

        // Its access list stays in the database while its events are in the log, and must not count.
        (await ada.SendJsonAsync("PUT", $"/api/activities/{second}/access", """{"is_private":true,"members":[]}""")).EnsureSuccessStatusCode();
        (await ada.DeleteAsync($"/api/activities/{second}")).EnsureSuccessStatusCode();
        await ada.CreateActivityAsync();
    }

    [Fact]
    public async Task WriteDocument_Returns409_WhenItsOwnerHasNoRoom_UntilAnActivityIsDeleted()
    {
        await using var app = await DotsApp.StartAsync("Activities:MaxBytesPerUser=20000");
        using var ada = await app.SignInAsync("ada");
        using var bob = await app.SignInAsync("bob");
        var other = await ada.CreateActivityAsync($"\"text\":\"{new string('a', 9000)}\"");
        var activity = await ada.CreateActivityAsync();
        var text = $$"""{"text":"{{new string('a', 9000)}}"}""";

        await ShouldExceedAsync(await ada.SendJsonAsync("POST", "/api/activities", text), "Activities__MaxBytesPerUser", 20_000);
        await ShouldExceedAsync(await bob.SendJsonAsync("PATCH", $"/api/activities/{activity}", text), "Activities__MaxBytesPerUser", 20_000);
        await ShouldExceedAsync(await ada.SendJsonAsync("PUT", $"/api/activities/{activity}/config", text), "Activities__MaxBytesPerUser", 20_000);

        (await bob.SendJsonAsync("POST", "/api/activities", text)).EnsureSuccessStatusCode();
        (await ada.DeleteAsync($"/api/activities/{other}")).EnsureSuccessStatusCode();
        (await bob.SendJsonAsync("PATCH", $"/api/activities/{activity}", text)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Upload_Returns409BeforeTheBytesArrive_WhenTheUserHasNoRoom_UntilAFileIsDeleted()
    {
        await using var app = await DotsApp.StartAsync("Files:MaxBytesPerUser=1000");
        using var ada = await app.SignInAsync("ada");
        using var bob = await app.SignInAsync("bob");
        var files = $"/api/activities/{await ada.CreateActivityAsync()}/files";
        (await PutAsync(ada, "a", 600)).EnsureSuccessStatusCode();

        using var connection = await RawConnection.OpenAsync(app.Address);
        await connection.SendAsync(
            $"PUT {files}/b HTTP/1.1\r\nHost: {app.Address.Authority}\r\nAuthorization: {ada.DefaultRequestHeaders.Authorization}\r\nContent-Length: 500\r\n\r\n");
        (await connection.ReadHeadAsync())[0].Should().Be("HTTP/1.1 409 Conflict");

        await ShouldExceedAsync(await PutAsync(ada, "b", 500), "Files__MaxBytesPerUser", 1000);
        (await PutAsync(bob, "b", 500)).EnsureSuccessStatusCode();
        (await ada.DeleteAsync($"{files}/a")).EnsureSuccessStatusCode();
        (await PutAsync(ada, "c", 500)).EnsureSuccessStatusCode();

        Task<HttpResponseMessage> PutAsync(HttpClient http, string name, int length) =>
            http.PutAsync($"{files}/{name}", new ByteArrayContent([.. Enumerable.Repeat((byte)name[0], length)]));
    }

    private static async Task ShouldExceedAsync(HttpResponseMessage refused, string setting, long limit)
    {
        refused.StatusCode.Should().Be(HttpStatusCode.Conflict);
        var problem = await refused.JsonAsync();
        (problem.GetProperty("setting").GetString(), problem.GetProperty("limit").GetInt64()).Should().Be((setting, limit));
    }
}

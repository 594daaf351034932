using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Dots.Web.Tests.Identity;

public sealed class AdministratorTests
{
    private const string Password = "correct horse";

    [Fact]
    public async Task Administrator_IsCreatedByTheOperatorAlone()
    {
        await using var server = await DotsProcess.StartAsync("Admins=boss");
        foreach (var name in new[] { "boss", "BOSS" })
        {
            using var refused = await PostAsync(server, "register", name);
            refused.StatusCode.Should().Be(HttpStatusCode.Conflict);
        }

        (await PostAsync(server, "login", "boss")).StatusCode.Should().Be(HttpStatusCode.Unauthorized);

        (await server.CreateAdministratorAsync("boss", Password)).Should().Be((0, "boss can sign in as an administrator.\n"));

        using var login = await PostAsync(server, "login", "boss");
        var tokens = await login.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        server.Http.DefaultRequestHeaders.Authorization = new("Bearer", tokens.GetProperty("access_token").GetString());
        (await server.Http.GetFromJsonAsync<JsonElement>("/api/auth/me")).GetProperty("is_administrator").GetBoolean().Should().BeTrue();
    }

    [Theory]
    [InlineData("ada", Password, "The name ada is taken.\n")]
    [InlineData("boss", "short", "Passwords must be at least 8 characters.*")]
    [InlineData("no way!", Password, "*")]
    [InlineData("--Admins=boss", Password, "Usage: create-admin NAME *")]
    public async Task Command_ExitsWithOneLine_WhenTheAccountCannotBeCreated(string name, string password, string expected)
    {
        using var database = TestDatabase.Create();
        await using var server = DotsProcess.Prepare(database, "Admins=boss");

        var (exitCode, output) = await server.CreateAdministratorAsync(name, password);

        exitCode.Should().Be(1);
        output.Should().Match(expected).And.EndWith("\n");
        output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().ContainSingle();
    }

    private static Task<HttpResponseMessage> PostAsync(DotsProcess server, string action, string username) =>
        server.Http.PostAsJsonAsync($"/api/auth/{action}", new { username, password = Password });
}

using System.Net.Http.Headers;
using Dots.Browser.Tests.Site;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>Editing through a proxy that weakens the server's entity tags.</summary>
public sealed class ProxyTests(DotsSite site, Chromium chromium) : IClassFixture<DotsSite>
{
    [Fact]
    public async Task Board_IsSavedAgainAndAgain_WhenTheProxyCompresses()
    {
        await using var proxy = await CompressingProxy.StartAsync(site.Address);
        using var author = await site.RegisterAsync("behind-a-proxy");
        var board = await author.CreateAsync(Sketches.Rows("As it was"));
        await ExpectWeakTagAsync(new Uri(proxy.Address, $"/api/boards/{board}"));
        await using var person = await Person.OpenAsync(chromium.Browser, proxy.Address);
        await person.SignInAsync("behind-a-proxy");
        await person.GoToAsync($"/boards/{board}/edit");

        foreach (var name in new[] { "Renamed", "Renamed again" })
        {
            await person.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
            await person.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
            await Expect(person.Page.GetByText("Everyone can play it now.")).ToBeVisibleAsync();
            (await author.GetAsync($"/api/boards/{board}")).GetProperty("name").GetString().Should().Be(name);
        }
    }

    [Fact]
    public async Task Configuration_IsShownAndEditable_WhenTheProxyCompresses()
    {
        await using var proxy = await CompressingProxy.StartAsync(site.Address);
        using var author = await site.RegisterAsync("configurer-behind-a-proxy");
        var activity = await author.CreateActivityAsync(ActivityDocuments.Short("Behind a proxy"));
        await author.ConfigureActivityAsync(activity, new { theme = "dark", limit = 8 });
        await ExpectWeakTagAsync(new Uri(proxy.Address, $"/api/activities/{activity}/config"));
        await using var person = await Person.OpenAsync(chromium.Browser, proxy.Address);
        await person.SignInAsync("configurer-behind-a-proxy");
        await person.GoToAsync($"/activities/{activity}");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Configuration" }).ClickAsync();

        var tree = person.Page.GetByRole(AriaRole.Tree, new() { Name = "Configuration" });
        foreach (var (before, after) in new[] { ("dark", "light"), ("light", "grey") })
        {
            await tree.GetByText(before).ClickAsync();
            await tree.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
            await person.Page.GetByLabel("Value").FillAsync(after);
            await person.Page.Keyboard.PressAsync("Enter");
            await Expect(tree.GetByText(after)).ToBeVisibleAsync();
            await Expect(person.Page.GetByLabel("Value")).ToHaveCountAsync(0);
            (await author.GetAsync($"/api/activities/{activity}/config")).GetProperty("theme").GetString().Should().Be(after);
        }
    }

    /// <summary>Without this, the tests would pass although the proxy does nothing.</summary>
    private static async Task ExpectWeakTagAsync(Uri resource)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, resource) { Headers = { AcceptEncoding = { new StringWithQualityHeaderValue("gzip") } } };
        using var response = await http.SendAsync(request);
        response.Headers.ETag!.IsWeak.Should().BeTrue();
    }
}

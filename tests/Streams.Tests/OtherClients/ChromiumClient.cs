using Microsoft.Playwright;

namespace Dots.Streams.Tests.OtherClients;

/// <summary>The <c>EventSource</c> of a real browser, which reconnects by itself.</summary>
internal sealed class ChromiumClient : OtherClient
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static async Task<ChromiumClient> StartAsync(Uri stream, IEnumerable<string> types)
    {
        var client = new ChromiumClient { _playwright = await Playwright.CreateAsync() };
        client._browser = await client._playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Programs.Find("chromium"),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        });
        var page = await client._browser.NewPageAsync();
        await page.ExposeFunctionAsync<string, string, string, bool>("received", client.Received);

        // Any page of the same origin, which may connect to the stream.
        await page.GotoAsync(new Uri(stream, "/health/live").ToString());
        await page.EvaluateAsync(
            """
            ([address, types]) => {
                const source = new EventSource(address);
                for (const type of types) {
                    source.addEventListener(type, ({ lastEventId, data }) => received(lastEventId, type, data));
                }
            }
            """,
            new object[] { stream.PathAndQuery, types.ToArray() });
        return client;
    }

    public override async ValueTask DisposeAsync()
    {
        await (_browser?.CloseAsync() ?? Task.CompletedTask);
        _playwright?.Dispose();
    }

    private bool Received(string id, string type, string data)
    {
        Receive(id, type, data);
        return true;
    }
}

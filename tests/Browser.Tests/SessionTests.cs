using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dots.Browser.Tests;

/// <summary>What the pages know of the session while the server cannot answer.</summary>
public sealed class SessionTests(DotsSite site) : IClassFixture<DotsSite>
{
    [Fact]
    public async Task User_StaysSignedIn_WhenTheServerIsUnavailableAtFirst()
    {
        await using var person = await site.VisitAsAsync("patient");
        var refused = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await person.Context.RouteAsync(
            "**/api/auth/me",
            async route =>
            {
                await route.FulfillAsync(new() { Status = 503 });
                await person.Context.UnrouteAllAsync();
                refused.TrySetResult();
            });

        // A link to the sign-in page must not appear, not even for an instant.
        await person.Context.AddInitScriptAsync(
            """
            new MutationObserver(() => { if (document.querySelector('a[href^="/sign-in"]')) window.wasSignedOut = true; })
              .observe(document, { childList: true, subtree: true, attributes: true });
            """);
        await person.Page.GotoAsync("/");
        await refused.Task.WaitAsync(Waiting.Timeout);

        await Expect(person.Page.GetByRole(AriaRole.Link, new() { Name = "patient" })).ToBeVisibleAsync();
        (await person.Page.EvaluateAsync<bool>("window.wasSignedOut === true")).Should().BeFalse();
    }
}

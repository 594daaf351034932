using System.IO;
using Microsoft.Playwright;

namespace Dots.Browser.Tests;

/// <summary>axe-core, which checks the machine-checkable rules of the Web Content Accessibility Guidelines.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));

    // These two are off by default: one is new in WCAG 2.2, the other is experimental.
    private const string Run =
        """
        async () => {
          // An element in a colour transition has neither the old nor the new contrast.
          await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
          const { violations } = await axe.run({
            rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
          });
          return violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary.replaceAll('\n', ' ')}`));
        }
        """;

    /// <summary>Returns the violations on the page in its current state.</summary>
    public static async Task<string[]> ExamineAsync(IPage page)
    {
        // Through the DevTools protocol, which is not subject to the Content-Security-Policy.
        await page.EvaluateAsync(Source.Value);
        return await page.EvaluateAsync<string[]>(Run);
    }
}

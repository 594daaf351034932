using System.IO;
using Microsoft.Playwright;

namespace Dots.Browser.Tests;

/// <summary>axe-core, which knows the rules of the Web Content Accessibility Guidelines that a program can check.</summary>
internal static class Axe
{
    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));

    // The two that are switched on here are off by themselves: one is new in WCAG 2.2, the other is an experiment of axe's.
    private const string Run =
        """
        async () => {
          // What is still on its way from one colour to another has neither.
          await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
          const { violations } = await axe.run({
            rules: { 'target-size': { enabled: true }, 'label-content-name-mismatch': { enabled: true } },
          });
          return violations.flatMap(({ id, nodes }) =>
            nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary.replaceAll('\n', ' ')}`));
        }
        """;

    /// <summary>What is wrong with the page as it is now.</summary>
    public static async Task<string[]> ExamineAsync(IPage page)
    {
        // By the debugger's protocol, which the Content-Security-Policy leaves alone.
        await page.EvaluateAsync(Source.Value);
        return await page.EvaluateAsync<string[]>(Run);
    }
}

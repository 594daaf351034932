namespace Dots.Browser.Tests;

/// <summary>A site that checks saved boards in the background, which the others do not.</summary>
public sealed class JudgingSite(Chromium chromium) : DotsSite(chromium)
{
    protected override string[] Settings => ["Solver:Workers=1"];
}

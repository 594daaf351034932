using Dots.Browser.Tests.Site;

namespace Dots.Browser.Tests;

internal static class Sketches
{
    /// <summary>Three straight lines.</summary>
    public static Sketch Rows(string name) => new(name, "AAA", "BBB", "CCC");

    /// <summary>The first of three rows is as before; the other two lines are columns now.</summary>
    public static Sketch RowsTurned(string name) => new(name, "AAA", "BC.", "BC.");

    /// <summary>Lines that go around corners.</summary>
    public static Sketch Corners(string name) => new(name, "AAAA", "ABBB", "CCCB", "CDDD");
}

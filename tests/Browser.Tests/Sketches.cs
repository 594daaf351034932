using Dots.Browser.Tests.Site;

namespace Dots.Browser.Tests;

internal static class Sketches
{
    /// <summary>Three straight lines.</summary>
    public static Sketch Rows(string name) => new(name, "AAA", "BBB", "CCC");

    /// <summary>Like <see cref="Rows"/> in the first row; the other two lines are columns.</summary>
    public static Sketch RowsThenColumns(string name) => new(name, "AAA", "BC.", "BC.");

    /// <summary>Lines that go around corners.</summary>
    public static Sketch Corners(string name) => new(name, "AAAA", "ABBB", "CCCB", "CDDD");
}

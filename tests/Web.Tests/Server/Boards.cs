namespace Dots.Web.Tests.Server;

internal static class Boards
{
    /// <summary>One row, with a red pair at its ends.</summary>
    public const string RedRow =
        """{"name":"Corners","rows":1,"cols":3,"dots":[{"row":0,"col":0,"color":"#FF0000"},{"row":0,"col":2,"color":"#ff0000"}]}""";

    /// <summary>The same with a row more.</summary>
    public const string TwoRows =
        """{"name":"Corners","rows":2,"cols":3,"dots":[{"row":0,"col":0,"color":"#FF0000"},{"row":0,"col":2,"color":"#ff0000"}]}""";

    /// <summary>A path that solves <see cref="RedRow"/>.</summary>
    public const string Solution =
        """{"lines":[{"color":"#FF0000","cells":[{"row":0,"col":0},{"row":0,"col":1},{"row":0,"col":2}]}]}""";

    /// <summary>A path that has only begun.</summary>
    public const string Beginning = """{"lines":[{"color":"#FF0000","cells":[{"row":0,"col":0}]}]}""";
}

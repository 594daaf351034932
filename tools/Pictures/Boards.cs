using Dots.Browser.Tests.Site;

namespace Dots.Pictures;

/// <summary>The boards in the screenshots.</summary>
internal static class Boards
{
    public static readonly Sketch Lights =
        new("Harbour lights", "BBBAAAAA", "AABACCCC", "ABBACDDE", "AAAACCDE", "IIHHFCDE", "IHHFFCDE", "HHFFGCDC", "FFFGGCCC");

    public static readonly Sketch Rivers = new("Two rivers", "AAAAAAA", "CCCCBBA", "CDDBBAA", "CCDBAAE", "BCBBAFE", "BCBEFFE", "BBBEEEE");

    public static readonly Sketch Snail = new("Ślimak", "CCCCBB", "CDDCBA", "CCDCBA", "DDDCBA", "BBBBBA", "AAAAAA");

    /// <summary>In the order in which they are created.</summary>
    public static readonly Sketch[] All =
    [
        new("Hook", "ACBBB", "ACBCB", "ACCCB", "ADDDB", "AAAAB"),
        Snail,
        new("Market day", "AAAAABBCC", "HDDDAABBC", "HDGDDAABB", "HHGGDDAAA", "FFFFFDEEA", "FIIIFDDEA", "FFFIFFDDD"),
        Rivers,
        new("Old town", "FDDAAABB", "FDEABBBC", "FDEAAAAC", "DDEIIGAC", "DEEIGGAA", "DEDGGHGA", "DEDGHHGA", "DDDGGGGA"),
        new("Garden gate", "AAAADC", "ABBADC", "ABCCDC", "ABECCC", "ABEEEE", "ABBBBB"),
        new("Latarnia", "AEEDDDFFH", "AEDDGDDFH", "AAAAGGDFH", "BBBAAADFF", "BCBBBADDF", "BCCCBAADD", "BBBCBBAAD"),
        Lights,
    ];
}

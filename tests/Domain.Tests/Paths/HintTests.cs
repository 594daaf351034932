using Dots.Domain.Boards;
using Dots.Domain.Paths;
using static Dots.Domain.Tests.Notation;
using static Dots.Domain.Tests.Palette;

namespace Dots.Domain.Tests.Paths;

public sealed class HintTests
{
    private static readonly Grid Board = GridOf(
        "R....",
        "....R",
        "G...G");

    private static readonly Line[] Solution =
    [
        Line(Red, (0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (1, 4)),
        Line(Green, (2, 0), (2, 1), (2, 2), (2, 3), (2, 4)),
    ];

    private static readonly Line[] Detour =
    [
        Line(Red, (0, 0), (1, 0), (1, 1), (1, 2), (1, 3), (1, 4)),
        Line(Green, (2, 0), (2, 1), (2, 2), (2, 3), (2, 4)),
    ];

    [Fact]
    public void Of_BeginsTheFirstLine_WhenNothingIsDrawn()
    {
        HintFor().Should().Be(new Hint(null, Line(Red, (0, 0), (0, 1), (0, 2), (0, 3))));
    }

    [Fact]
    public void Of_ContinuesTheLongestLine_FromTheDotAtWhichItBegins()
    {
        HintFor(Line(Red, (0, 0), (0, 1)), Line(Green, (2, 4), (2, 3), (2, 2)))
            .Should().Be(new Hint(null, Line(Green, (2, 4), (2, 3), (2, 2), (2, 1), (2, 0))));
        HintFor(Line(Red, (1, 4), (0, 4))).Should().Be(new Hint(null, Line(Red, (1, 4), (0, 4), (0, 3), (0, 2), (0, 1))));
    }

    [Fact]
    public void Of_NamesTheFirstLineThatDiffers()
    {
        HintFor(Line(null, (0, 1)), Line(Green, (2, 0)), Line(Red, (0, 0), (1, 0))).Should().Be(new Hint(2, null));
        HintFor(Line(Red, (0, 0), (0, 1), (1, 1))).Should().Be(new Hint(0, null));
    }

    [Fact]
    public void Of_HasNothingToSay_WhenAllLinesAreComplete()
    {
        HintFor(Solution).Should().Be(new Hint(null, null));
    }

    [Fact]
    public void Of_FollowsTheSolutionThatIsDrawn_WhenThereAreTwo()
    {
        var drawing = Drawing.Create(Board, [Line(Red, (0, 0), (1, 0))]);

        Hint.Of(drawing, [Solution, Detour]).Should().Be(new Hint(null, Line(Red, (0, 0), (1, 0), (1, 1), (1, 2), (1, 3))));
    }

    private static Hint HintFor(params Line[] lines) => Hint.Of(Drawing.Create(Board, lines), [Solution]);
}

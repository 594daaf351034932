using Dots.Domain.Boards;
using Dots.Domain.Paths;
using static Dots.Domain.Tests.Palette;
using static Dots.Domain.Tests.Notation;

namespace Dots.Domain.Tests.Paths;

public sealed class LineTests
{
    [Fact]
    public void Equals_IsTrue_WhenColorAndCellsAreTheSame()
    {
        Line(Red, (0, 0), (0, 1)).Should().Be(Line(Red, (0, 0), (0, 1)));
        Line(Red, (0, 0), (0, 1)).GetHashCode().Should().Be(Line(Red, (0, 0), (0, 1)).GetHashCode());
        Line(null, (0, 0)).Should().Be(Line(null, (0, 0)));
    }

    [Fact]
    public void Equals_IsFalse_WhenColorOrCellsDiffer()
    {
        var line = Line(Red, (0, 0), (0, 1));

        line.Should().NotBe(Line(Green, (0, 0), (0, 1)));
        line.Should().NotBe(Line(null, (0, 0), (0, 1)));
        line.Should().NotBe(Line(Red, (0, 1), (0, 0)));
        line.Should().NotBe(Line(Red, (0, 0)));
        line.Equals(null).Should().BeFalse();
    }

    [Fact]
    public void Constructor_CopiesTheCells_SoThatLaterChangesOfTheListHaveNoEffect()
    {
        var cells = new List<Cell> { new(0, 0) };
        var line = new Line(null, cells);

        cells.Clear();

        line.Cells.Should().Equal(new Cell(0, 0));
    }

    [Fact]
    public void Constructor_Throws_WhenTheListIsNull()
    {
        FluentActions.Invoking(() => new Line(null, null!)).Should().Throw<ArgumentNullException>();
    }
}

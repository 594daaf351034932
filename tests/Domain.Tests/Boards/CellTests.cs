using Dots.Domain.Boards;
using FsCheck;
using FsCheck.Fluent;

namespace Dots.Domain.Tests.Boards;

public sealed class CellTests
{
    [Fact]
    public void IsNextTo_IsTrue_WhenTheOtherIsOneStepAway()
    {
        var cell = new Cell(3, 5);
        Cell[] around = [new(2, 5), new(4, 5), new(3, 4), new(3, 6)];

        around.Should().OnlyContain(other => cell.IsNextTo(other) && other.IsNextTo(cell));
    }

    [Fact]
    public void IsNextTo_IsFalse_WhenTheOtherIsNotOneStepAway()
    {
        var cell = new Cell(3, 5);
        Cell[] elsewhere = [new(3, 5), new(2, 4), new(4, 6), new(3, 7), new(1, 5), new(5, 3)];

        elsewhere.Should().NotContain(other => cell.IsNextTo(other) || other.IsNextTo(cell));
    }

    [Theory]
    [InlineData(int.MinValue, int.MaxValue)]
    [InlineData(int.MaxValue, int.MinValue)]
    [InlineData(int.MinValue, 0)]
    public void IsNextTo_IsFalse_WhenTheDistanceOverflowsAnInt(int row, int otherRow)
    {
        new Cell(row, 0).IsNextTo(new Cell(otherRow, 0)).Should().BeFalse();
        new Cell(0, row).IsNextTo(new Cell(0, otherRow)).Should().BeFalse();
    }

    [Fact]
    public void IsNextTo_AgreesWithTheOracle_ForAnyCells()
    {
        var cells = ArbitraryInput.Cells(ArbitraryInput.AnyInt);

        Prop.ForAll(
                cells.Two().ToArbitrary(),
                pair => pair.Item1.IsNextTo(pair.Item2) == Oracle.AreNeighbors(pair.Item1, pair.Item2))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void ToString_NamesRowAndColumn()
    {
        new Cell(-2, 7).ToString().Should().Be("row -2, column 7");
    }
}

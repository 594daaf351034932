using Dots.Domain.Boards;
using FsCheck;
using FsCheck.Fluent;
using static Dots.Domain.Tests.Palette;
using static Dots.Domain.Tests.Notation;

namespace Dots.Domain.Tests.Boards;

public sealed class GridTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 50)]
    [InlineData(50, 1)]
    [InlineData(50, 50)]
    public void Create_Accepts_WhenTheSizeIsWithinTheLimits(int rows, int cols)
    {
        var grid = Grid.Create(rows, cols, []);

        (grid.Rows, grid.Cols, grid.CellCount).Should().Be((rows, cols, rows * cols));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Create_Rejects_WhenASideIsOutsideTheLimits(int side)
    {
        Rejection.Of(() => Grid.Create(side, 5, [])).ShouldBe("rows", "grid_size", "1 to 50 rows");
        Rejection.Of(() => Grid.Create(5, side, [])).ShouldBe("cols", "grid_size", "1 to 50 columns");
    }

    [Fact]
    public void Create_KeepsTheOrderOfTheDots()
    {
        Dot[] dots = [Dot(1, 1, Green), Dot(0, 0, Red), Dot(0, 1, Green), Dot(1, 0, Red)];

        var grid = Grid.Create(2, 2, dots);

        grid.Dots.Should().Equal(dots);
        grid.Colors.Should().HaveCount(2).And.Contain([Red, Green]);
    }

    [Fact]
    public void Create_CopiesTheDots_SoThatLaterChangesOfTheListHaveNoEffect()
    {
        var dots = new List<Dot> { Dot(0, 0, Red), Dot(1, 1, Red) };
        var grid = Grid.Create(2, 2, dots);

        dots.Clear();

        grid.Dots.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(0, 3)]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(int.MinValue, int.MaxValue)]
    public void Create_Rejects_WhenADotIsOffTheGrid(int row, int col)
    {
        Rejection.Of(() => Grid.Create(2, 3, [Dot(0, 0, Red), Dot(row, col, Red)]))
            .ShouldBe("dots[1]", "on_grid", $"row {row}, column {col}", "2 by 3");
    }

    [Fact]
    public void Create_Rejects_WhenTwoDotsShareACell()
    {
        Rejection.Of(() => Grid.Create(2, 2, [Dot(0, 1, Red), Dot(1, 1, Red), Dot(0, 1, Green), Dot(1, 0, Green)]))
            .ShouldBe("dots[2]", "one_dot_per_cell", "row 0, column 1", "more than one dot");
    }

    [Fact]
    public void Create_Rejects_WhenADotHasNoPartner()
    {
        Rejection.Of(() => Grid.Create(2, 2, [Dot(0, 0, Red), Dot(1, 1, Red), Dot(1, 0, Green)]))
            .ShouldBe("dots[2].color", "two_dots_per_color", "row 1, column 0", "#3CB44B", "of that color: 1.", "exactly two");
    }

    [Fact]
    public void Create_RejectsEachDot_WhenThreeHaveOneColor()
    {
        var violations = Rejection.Of(() => Grid.Create(2, 2, [Dot(0, 0, Red), Dot(1, 1, Red), Dot(1, 0, Red)]));

        violations.Select(violation => violation.Field).Should().Equal("dots[0].color", "dots[1].color", "dots[2].color");
        violations.Should().OnlyContain(violation => violation.Rule == "two_dots_per_color" && violation.Message.Contains("of that color: 3."));
    }

    [Fact]
    public void Create_Rejects_WhenADotHasNoColor()
    {
        var violations = Rejection.Of(() => Grid.Create(2, 2, [Dot(0, 0, default), Dot(1, 1, default)]));

        violations.Select(violation => (violation.Field, violation.Rule))
            .Should().Equal(("dots[0].color", "color_format"), ("dots[1].color", "color_format"));
        violations[1].Message.Should().ContainAll("row 1, column 1", "#RRGGBB");
    }

    [Fact]
    public void Create_ReportsEveryViolation_WhenThereAreSeveral()
    {
        Rejection.Of(() => Grid.Create(0, 51, [Dot(50, 0, Red), Dot(1, 1, Red), Dot(1, 1, Green)]))
            .Select(violation => (violation.Field, violation.Rule))
            .Should().Equal(
                ("rows", "grid_size"),
                ("cols", "grid_size"),
                ("dots[0]", "on_grid"),
                ("dots[2]", "one_dot_per_cell"),
                ("dots[2].color", "two_dots_per_color"));
    }

    [Fact]
    public void Create_ReportsOneViolation_WhenThereAreMoreDotsThanCells()
    {
        var dots = Enumerable.Repeat(Dot(0, 0, Red), 1_000_000).ToArray();

        Rejection.Of(() => Grid.Create(1, 1, dots)).ShouldBe("dots", "too_many_dots", "1000000", "1 by 1");
    }

    [Fact]
    public void Create_StopsValidating_WhenTheListOfViolationsIsFull()
    {
        var dots = Enumerable.Repeat(Dot(7, 7, Red), 2500).ToArray();

        Rejection.Of(() => Grid.Create(50, 50, dots)).Should().HaveCount(DomainException.MaxViolations);
    }

    [Fact]
    public void Create_Throws_WhenTheListIsNull()
    {
        FluentActions.Invoking(() => Grid.Create(1, 1, null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Create_AgreesWithTheOracle_ForMutatedGrids()
    {
        var mutated =
            from grid in Puzzles.Valid.Generator.Select(puzzle => puzzle.Grid)
            where grid.Dots.Count > 0
            from i in Gen.Choose(0, grid.Dots.Count - 1)
            from cell in Gen.Choose(-1, grid.Rows).Zip(Gen.Choose(-1, grid.Cols), (row, col) => new Cell(row, col))
            from color in Gen.Elements<Color>([.. grid.Colors, default])
            from dots in Gen.Elements<Dot[]>(
                [.. grid.Dots], // unchanged
                [.. grid.Dots.Where((_, k) => k != i)], // one removed
                [.. grid.Dots.Select((dot, k) => k == i ? dot with { Cell = cell } : dot)], // one moved
                [.. grid.Dots.Select((dot, k) => k == i ? dot with { Color = color } : dot)], // one recolored
                [.. grid.Dots, new Dot(cell, color)]) // one added
            from fewerRows in Gen.Frequency((4, Gen.Constant(0)), (1, Gen.Constant(1)))
            select (Rows: grid.Rows - fewerRows, grid.Cols, Dots: dots);

        Prop.ForAll(mutated.ToArbitrary(), input => AgreesWithTheOracle(input.Rows, input.Cols, input.Dots))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void Create_AgreesWithTheOracle_ForArbitraryInput()
    {
        // Half the inputs use small numbers only, so that some are valid.
        var inputs =
            from numbers in Gen.Elements(Gen.Choose(0, 3), ArbitraryInput.AnyInt)
            from rows in numbers
            from cols in numbers
            from dots in ArbitraryInput.Dots(numbers)
            select (Rows: rows, Cols: cols, Dots: dots);

        Prop.ForAll(inputs.ToArbitrary(), input => AgreesWithTheOracle(input.Rows, input.Cols, input.Dots))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void Contains_AgreesWithRowsAndColumns_ForAnyCell()
    {
        var grid = Grid.Create(3, 5, []);

        Prop.ForAll(
                ArbitraryInput.Cells(ArbitraryInput.AnyInt).ToArbitrary(),
                cell => grid.Contains(cell) == cell is { Row: 0 or 1 or 2, Col: 0 or 1 or 2 or 3 or 4 })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void ColorAt_ReturnsTheDotsColor_OrNull()
    {
        var grid = GridOf(
            "R.",
            "GG",
            ".R");

        grid.ColorAt(new Cell(0, 0)).Should().Be(Red);
        grid.ColorAt(new Cell(1, 1)).Should().Be(Green);
        grid.ColorAt(new Cell(0, 1)).Should().BeNull();
        grid.ColorAt(new Cell(-1, int.MaxValue)).Should().BeNull();
    }

    [Fact]
    public void Equals_IsTrue_WhenOnlyTheOrderOfTheDotsDiffers()
    {
        var grid = Grid.Create(2, 2, [Dot(0, 0, Red), Dot(0, 1, Green), Dot(1, 0, Red), Dot(1, 1, Green)]);
        var same = Grid.Create(2, 2, [Dot(1, 1, Green), Dot(1, 0, Red), Dot(0, 1, Green), Dot(0, 0, Red)]);

        grid.Should().Be(same);
        grid.GetHashCode().Should().Be(same.GetHashCode());
    }

    [Fact]
    public void Equals_IsFalse_WhenSizeOrDotsDiffer()
    {
        var grid = GridOf("RG", "RG");

        grid.Should().NotBe(GridOf("RG", "RG", ".."));
        grid.Should().NotBe(GridOf("RG.", "RG."));
        grid.Should().NotBe(GridOf("RG", "GR"));
        grid.Should().NotBe(GridOf("R.", "R."));
        GridOf("R.", "R.").Should().NotBe(grid);
        grid.Should().NotBe(GridOf("RB", "RB"));
        grid.Equals(null).Should().BeFalse();
    }

    private static bool AgreesWithTheOracle(int rows, int cols, Dot[] dots)
    {
        var broken = Oracle.BrokenRules(rows, cols, dots);

        try
        {
            var grid = Grid.Create(rows, cols, dots);
            return broken is [] && (grid.Rows, grid.Cols) == (rows, cols) && grid.Dots.SequenceEqual(dots);
        }
        catch (DomainException rejection)
        {
            return rejection.Violations.All(violation => broken.Contains(violation.Rule));
        }
    }
}

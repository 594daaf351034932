using Dots.Domain.Boards;
using Dots.Domain.Paths;
using FsCheck;
using FsCheck.Fluent;
using static Dots.Domain.Tests.Palette;
using static Dots.Domain.Tests.Notation;

namespace Dots.Domain.Tests.Paths;

public sealed class DrawingTests
{
    private static readonly Grid ThreeByThree = GridOf(
        "R.G",
        "...",
        "R.G");

    [Fact]
    public void Create_Accepts_WhenThereAreNoLines()
    {
        var drawing = Drawing.Create(ThreeByThree, []);

        (drawing.Connected, drawing.Filled).Should().Be((false, false));
        drawing.Lines.Should().BeEmpty();
    }

    [Fact]
    public void Create_KeepsTheOrderOfTheLines()
    {
        Line[] lines = [Line(Green, (2, 2), (1, 2)), Line(null, (1, 1)), Line(Red, (0, 0))];

        Drawing.Create(ThreeByThree, lines).Lines.Should().Equal(lines);
    }

    [Fact]
    public void Create_Accepts_WhenALineIsUnfinished()
    {
        Drawing.Create(ThreeByThree, [Line(Red, (0, 0), (0, 1))]).Connected.Should().BeFalse();
    }

    [Fact]
    public void Create_Accepts_WhenALineRunsAlongsideItself()
    {
        var grid = GridOf(
            "R..",
            "R..");

        Drawing.Create(grid, [Line(Red, (0, 0), (0, 1), (1, 1), (1, 0))]).Connected.Should().BeTrue();
    }

    [Fact]
    public void Create_Accepts_WhenAFreeLineCoversDots()
    {
        Drawing.Create(ThreeByThree, [Line(null, (0, 0), (0, 1), (0, 2), (1, 2))]).Connected.Should().BeFalse();
    }

    [Fact]
    public void Create_Accepts_WhenThereAreSeveralFreeLines()
    {
        Drawing.Create(ThreeByThree, [Line(null, (0, 0)), Line(null, (0, 1))]).Lines.Should().HaveCount(2);
    }

    [Fact]
    public void Create_Rejects_WhenALineHasNoCells()
    {
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(Red, (0, 0)), Line(Green)]))
            .ShouldBe("lines[1].cells", "line_not_empty", "at least one");
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    public void Create_Rejects_WhenALineLeavesTheGrid(int row, int col)
    {
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(Red, (0, 0), (row, col))]))
            .ShouldBe("lines[0].cells[1]", "on_grid", $"row {row}, column {col}", "3 by 3");
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 3)]
    public void Create_Rejects_WhenAFreeLineLeavesTheGrid(int row, int col)
    {
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(null, (2, 2), (row, col))]))
            .ShouldBe("lines[0].cells[1]", "on_grid", $"row {row}, column {col}");
    }

    [Theory]
    [InlineData(1, 1)] // across a corner
    [InlineData(0, 2)] // over a cell
    public void Create_Rejects_WhenALineJumps(int row, int col)
    {
        var grid = Grid.Create(3, 3, []);

        Rejection.Of(() => Drawing.Create(grid, [Line(null, (1, 2)), Line(null, (0, 0), (row, col))]))
            .ShouldBe("lines[1].cells[1]", "adjacent", "row 0, column 0", $"row {row}, column {col}", "up, down, left or right");
    }

    [Fact]
    public void Create_ReportsTwoViolations_WhenALineRepeatsACell()
    {
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(Red, (0, 0), (0, 0))]))
            .Select(violation => (violation.Field, violation.Rule))
            .Should().Equal(("lines[0].cells[1]", "cell_used_once"), ("lines[0].cells[1]", "adjacent"));
    }

    [Fact]
    public void Create_Rejects_WhenALineCrossesItself()
    {
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(null, (0, 0), (0, 1), (1, 1), (1, 0), (0, 0))]))
            .ShouldBe("lines[0].cells[4]", "cell_used_once", "row 0, column 0", "used already");
    }

    [Fact]
    public void Create_Rejects_WhenTwoLinesCross()
    {
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(Red, (0, 0), (0, 1)), Line(Green, (0, 2), (0, 1))]))
            .ShouldBe("lines[1].cells[1]", "cell_used_once", "row 0, column 1");
    }

    [Fact]
    public void Create_Rejects_WhenALineDoublesBackOverItsStart()
    {
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(Red, (0, 0), (0, 1), (0, 0))]))
            .ShouldBe("lines[0].cells[2]", "cell_used_once", "row 0, column 0");
    }

    [Fact]
    public void Create_Rejects_WhenNoDotHasTheColor()
    {
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(Blue, (1, 0), (1, 1))]))
            .ShouldBe("lines[0].color", "color_on_board", "row 1, column 0", "#4363D8");
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(default(Color), (0, 0))]))
            .ShouldBe("lines[0].color", "color_on_board", "row 0, column 0");
    }

    [Fact]
    public void Create_Rejects_WhenALineStartsOffItsDots()
    {
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(Red, (1, 0), (1, 1))]))
            .ShouldBe("lines[0].cells[0]", "starts_on_own_dot", "row 1, column 0", "#E6194B");
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(Red, (0, 2), (1, 2))]))
            .ShouldBe("lines[0].cells[0]", "starts_on_own_dot", "row 0, column 2", "#E6194B");
    }

    [Fact]
    public void Create_Rejects_WhenAColorHasTwoLines()
    {
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(Red, (0, 0)), Line(Red, (2, 0), (2, 1))]))
            .ShouldBe("lines[1].color", "one_line_per_color", "row 2, column 0", "#E6194B");
    }

    [Fact]
    public void Create_Rejects_WhenALineEntersAForeignDot()
    {
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(Red, (0, 0), (0, 1), (0, 2), (1, 2))]))
            .ShouldBe("lines[0].cells[2]", "foreign_dot", "row 0, column 2", "#E6194B", "#3CB44B");
    }

    [Fact]
    public void Create_Rejects_WhenALineContinuesPastItsSecondDot()
    {
        Rejection.Of(() => Drawing.Create(ThreeByThree, [Line(Red, (0, 0), (1, 0), (2, 0), (2, 1), (1, 1))]))
            .ShouldBe("lines[0].cells[3]", "ends_at_partner", "row 2, column 1", "row 2, column 0");
    }

    [Fact]
    public void Create_ReportsEveryViolation_WhenThereAreSeveral()
    {
        Line[] lines = [Line(Red, (0, 0), (0, 2), (0, 3)), Line(null), Line(Blue, (0, 0)), Line(Red, (1, 1))];

        Rejection.Of(() => Drawing.Create(ThreeByThree, lines))
            .Select(violation => (violation.Field, violation.Rule))
            .Should().Equal(
                ("lines[0].cells[1]", "adjacent"),
                ("lines[0].cells[2]", "on_grid"),
                ("lines[0].cells[1]", "foreign_dot"),
                ("lines[1].cells", "line_not_empty"),
                ("lines[2].cells[0]", "cell_used_once"),
                ("lines[2].color", "color_on_board"),
                ("lines[3].color", "one_line_per_color"),
                ("lines[3].cells[0]", "starts_on_own_dot"));
    }

    [Fact]
    public void Create_ReportsOneViolation_WhenALineIsLongerThanTheGrid()
    {
        var grid = Grid.Create(1, 1, []);
        var line = new Line(null, new Cell[1_000_000]);

        Rejection.Of(() => Drawing.Create(grid, [line])).ShouldBe("lines[0].cells", "too_many_cells", "row 0, column 0", "1000000");
    }

    [Fact]
    public void Create_ReportsOneViolation_WhenThereAreMoreLinesThanCells()
    {
        var grid = Grid.Create(1, 1, []);
        var lines = Enumerable.Repeat(Line(null, (0, 0)), 1_000_000).ToArray();

        Rejection.Of(() => Drawing.Create(grid, lines)).ShouldBe("lines", "too_many_lines", "1000000");
    }

    [Fact]
    public void Create_StopsValidating_WhenTheListOfViolationsIsFull()
    {
        var grid = Grid.Create(50, 50, []);
        var jumping = new Line(null, [.. Enumerable.Repeat(new Cell(int.MaxValue, int.MinValue), 2500)]);

        Rejection.Of(() => Drawing.Create(grid, [.. Enumerable.Repeat(jumping, 2500)])).Should().HaveCount(DomainException.MaxViolations);
    }

    [Fact]
    public void Create_Throws_WhenAnArgumentIsNull()
    {
        FluentActions.Invoking(() => Drawing.Create(null!, [])).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Drawing.Create(ThreeByThree, null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Drawing.Create(ThreeByThree, [null!])).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Create_AcceptsAndReportsProgress_ForValidDrawings()
    {
        Prop.ForAll(
                Puzzles.Valid,
                puzzle =>
                {
                    var drawing = Drawing.Create(puzzle.Grid, puzzle.Lines);
                    return drawing.Lines.SequenceEqual(puzzle.Lines) && ReportsProgress(drawing, puzzle);
                })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void Create_AgreesWithTheOracle_ForMutatedDrawings()
    {
        Prop.ForAll(Puzzles.Mutated, AgreesWithTheOracle).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void Create_AgreesWithTheOracle_ForArbitraryInput()
    {
        var grid = GridOf("R.G", "G.R");
        var lines = Gen.OneOf(ArbitraryInput.Lines(Gen.Choose(0, 2)), ArbitraryInput.Lines(ArbitraryInput.AnyInt));

        Prop.ForAll(lines.ToArbitrary(), input => AgreesWithTheOracle(new Puzzle(grid, input)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void Solves_IsFalse_WhenThereAreNoPairs()
    {
        Line[] everywhere = [Line(null, (0, 0), (0, 1), (1, 1), (1, 0))];
        foreach (var drawing in new[] { Drawing.Create(Grid.Create(2, 2, []), []), Drawing.Create(Grid.Create(2, 2, []), everywhere) })
        {
            drawing.Connected.Should().BeFalse();
            drawing.Solves(BoardRule.AllCells).Should().BeFalse();
            drawing.Solves(BoardRule.PairsOnly).Should().BeFalse();
        }
    }

    [Fact]
    public void Connected_IsTrue_WhenEveryPairIsConnected()
    {
        Line[] lines = [Line(Red, (0, 0), (1, 0), (2, 0)), Line(Green, (2, 2), (1, 2), (0, 2))];

        Drawing.Create(ThreeByThree, lines).Connected.Should().BeTrue();
        Drawing.Create(ThreeByThree, lines[..1]).Connected.Should().BeFalse();
    }

    [Fact]
    public void Connected_IsFalse_WhenAFreeLineConnectsThePair()
    {
        Drawing.Create(GridOf("RR"), [Line(null, (0, 0), (0, 1))]).Connected.Should().BeFalse();
    }

    [Fact]
    public void Filled_IsTrue_WhenColoredLinesCoverEveryCell()
    {
        Line[] lines = [Line(Red, (0, 0), (1, 0)), Line(Green, (0, 1), (1, 1))];

        Drawing.Create(GridOf("RG", "RG"), lines).Filled.Should().BeTrue();
        Drawing.Create(GridOf("RG", "RG"), lines[..1]).Filled.Should().BeFalse();
    }

    [Fact]
    public void Filled_IsFalse_WhenAFreeLineCoversACell()
    {
        var drawing = Drawing.Create(GridOf("R.", ".R"), [Line(Red, (0, 0), (0, 1), (1, 1)), Line(null, (1, 0))]);

        (drawing.Connected, drawing.Filled).Should().Be((true, false));
        drawing.Solves(BoardRule.AllCells).Should().BeFalse();
        drawing.Solves(BoardRule.PairsOnly).Should().BeTrue();
    }

    [Theory]
    [InlineData("R.R", 3, true, true)]
    [InlineData("R.R.", 3, false, true)]
    [InlineData("R.R", 2, false, false)]
    public void Solves_DependsOnTheRule_WhenCellsAreEmpty(string row, int length, bool solvesAllCells, bool solvesPairsOnly)
    {
        var cells = Enumerable.Range(0, length).Select(col => (0, col)).ToArray();
        var drawing = Drawing.Create(GridOf(row), [Line(Red, cells)]);

        drawing.Solves(BoardRule.AllCells).Should().Be(solvesAllCells);
        drawing.Solves(BoardRule.PairsOnly).Should().Be(solvesPairsOnly);
    }

    private static bool AgreesWithTheOracle(Puzzle puzzle)
    {
        var broken = Oracle.BrokenRules(puzzle.Grid, puzzle.Lines);

        try
        {
            var drawing = Drawing.Create(puzzle.Grid, puzzle.Lines);
            return broken is [] && ReportsProgress(drawing, puzzle);
        }
        catch (DomainException rejection)
        {
            return rejection.Violations.All(violation => broken.Contains(violation.Rule));
        }
    }

    private static bool ReportsProgress(Drawing drawing, Puzzle puzzle) =>
        drawing.Connected == Oracle.IsConnected(puzzle.Grid, puzzle.Lines)
        && drawing.Filled == Oracle.IsFilled(puzzle.Grid, puzzle.Lines);
}

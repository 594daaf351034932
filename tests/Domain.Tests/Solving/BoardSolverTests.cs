using Dots.Domain.Boards;
using Dots.Domain.Paths;
using Dots.Domain.Solving;
using FsCheck;
using FsCheck.Fluent;
using static Dots.Domain.Tests.Notation;

namespace Dots.Domain.Tests.Solving;

public sealed class BoardSolverTests
{
    private static readonly BoardRule[] Rules = [BoardRule.AllCells, BoardRule.PairsOnly];
    private static readonly SolverLimits Limits = new(TimeSpan.FromMinutes(1), SolverLimits.Default.States);

    [Theory]
    [InlineData(BoardRule.AllCells, Verdict.Unique, "RR")]
    [InlineData(BoardRule.AllCells, Verdict.Unique, "R..R")]
    [InlineData(BoardRule.AllCells, Verdict.Unsolvable, ".RR")]
    [InlineData(BoardRule.PairsOnly, Verdict.Unique, ".RR")]
    [InlineData(BoardRule.AllCells, Verdict.Unsolvable, "RGRG")]
    [InlineData(BoardRule.AllCells, Verdict.Unique, "RR", "..")]
    [InlineData(BoardRule.PairsOnly, Verdict.Solvable, "RR", "..")]
    [InlineData(BoardRule.AllCells, Verdict.Unsolvable, "R.", ".R")]
    [InlineData(BoardRule.PairsOnly, Verdict.Solvable, "R.", ".R")]
    [InlineData(BoardRule.AllCells, Verdict.Unsolvable, "RG", "GR")]
    [InlineData(BoardRule.PairsOnly, Verdict.Unsolvable, "RG", "GR")]
    [InlineData(BoardRule.AllCells, Verdict.Unique, "R.R", "G.G")]
    [InlineData(BoardRule.AllCells, Verdict.Solvable, "R..", "...", "..R")]
    [InlineData(BoardRule.AllCells, Verdict.Unsolvable, "..", "..")]
    [InlineData(BoardRule.PairsOnly, Verdict.Unsolvable, "..", "..")]
    [InlineData(BoardRule.AllCells, Verdict.Unsolvable, ".")]
    public void Solve_DecidesSmallBoards(BoardRule rule, Verdict verdict, params string[] rows)
    {
        Solve(GridOf(rows), rule).Verdict.Should().Be(verdict);
        Solve(Transpose(GridOf(rows)), rule).Verdict.Should().Be(verdict);
    }

    [Fact]
    public void Solve_AgreesWithBruteForce_OnSmallRandomBoards() => ForRandomBoards(2000, 16, (grid, rule) =>
    {
        var expected = BruteForce.Count(grid, rule);
        var puzzle = Dots.Domain.Solving.Puzzle.Of(grid, rule);
        var known = new Deduction(puzzle);
        var isPossible = known.Propagate();
        if (grid.Dots.Count == 0)
        {
            // Decided before any method is tried.
            return Solve(grid, rule).Count == 0;
        }

        return Solve(grid, rule).Count == expected
            && (isPossible || expected == 0)
            && (!isPossible || new FrontierCount(puzzle, known, int.MaxValue, default).Solve()!.Count == expected)
            && (!isPossible || new ConflictSearch(puzzle, known).Solve(long.MaxValue, int.MaxValue, default)!.Count == expected);
    });

    /// <summary>The boards are too large for brute force.</summary>
    [Fact]
    public void Solve_AgreesWithCpSat_OnRandomBoards()
    {
        var random = new Random(20);
        for (var nth = 0; nth < 500; nth++)
        {
            var (rows, cols) = (random.Next(6, 10), random.Next(6, 10));
            var grid = nth % 4 == 0 ? RandomBoards.WithRandomDots(random, rows, cols, random.Next(2, 6)) : RandomBoards.WithDotsOnLines(random, rows, cols, random.Next(5, 25));
            var rule = Rules[nth % 2];

            Solve(grid, rule).Count.Should().Be(new CpSat(grid, rule).Count(TimeSpan.FromMinutes(1)), "board {0} has as many solutions", nth);
        }
    }

    [Fact]
    public void Solve_GivesSolutionsThatTheRulesAcceptAndThatDiffer() => ForRandomBoards(500, 64, (grid, rule) =>
    {
        var solutions = Solve(grid, rule).Solutions;
        return solutions.All(lines => Drawing.Create(grid, lines).Solves(rule)) && solutions.Distinct(new SameLines()).Count() == solutions.Count;
    });

    [Fact]
    public void Solve_CountsTheSame_WhenTheBoardIsTurnedMirroredOrRecolored() => ForRandomBoards(500, 49, (grid, rule) =>
    {
        var count = Solve(grid, rule).Count;
        var recolored = Grid.Create(
            grid.Rows, grid.Cols, [.. grid.Dots.Reverse().Select(dot => dot with { Color = Palette.Nth(200 - Array.IndexOf([.. grid.Colors], dot.Color)) })]);
        return Solve(Transpose(grid), rule).Count == count && Solve(Mirror(grid), rule).Count == count && Solve(recolored, rule).Count == count;
    });

    [Fact]
    public void Solve_DecidesEveryLengthOfALine()
    {
        for (var length = 2; length <= Grid.MaxSide; length++)
        {
            var row = GridOf("R" + new string('.', length - 2) + "R");
            Solve(row, BoardRule.AllCells).Count.Should().Be(1);
            Solve(Transpose(row), BoardRule.PairsOnly).Count.Should().Be(1);
        }
    }

    [Fact]
    public void Solve_FindsTwoSolutions_OnTheLargestBoard()
    {
        var grid = Grid.Create(Grid.MaxSide, Grid.MaxSide, [new(new(0, 0), Palette.Red), new(new(49, 49), Palette.Red)]);

        var solutions = Solve(grid, BoardRule.PairsOnly).Solutions;

        solutions.Should().HaveCount(2).And.AllSatisfy(lines => Drawing.Create(grid, lines).Solves(BoardRule.PairsOnly).Should().BeTrue());
    }

    [Fact]
    public void Solve_SaysUnknown_WhenALimitIsReached()
    {
        var grid = RandomBoards.WithDotsOnLines(new Random(1), 30, 30, 25);

        Solve(grid, BoardRule.AllCells, new SolverLimits(TimeSpan.Zero, int.MaxValue)).Verdict.Should().Be(Verdict.Unknown);
        Solve(grid, BoardRule.AllCells, new SolverLimits(TimeSpan.FromMinutes(1), 1)).Verdict.Should().Be(Verdict.Unknown);
    }

    [Fact]
    public async Task Solve_Ends_WhenItIsCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var grid = RandomBoards.WithDotsOnLines(new Random(1), 50, 50, 25);
        var solving = Task.Run(() => BoardSolver.Solve(grid, BoardRule.AllCells, new SolverLimits(TimeSpan.FromHours(1), int.MaxValue), cancellation.Token));

        await cancellation.CancelAsync();

        await solving.Awaiting(task => task.WaitAsync(TimeSpan.FromSeconds(30))).Should().ThrowAsync<OperationCanceledException>();
    }

    private static void ForRandomBoards(int count, int maxCells, Func<Grid, BoardRule, bool> holds) =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).Select(seed => RandomBoards.Any(new Random(seed), maxCells)).ToArbitrary(),
                grid => Rules.All(rule => holds(grid, rule)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(count));

    private static SolverResult Solve(Grid grid, BoardRule rule, SolverLimits? limits = null) =>
        BoardSolver.Solve(grid, rule, limits ?? Limits, CancellationToken.None);

    private static Grid Transpose(Grid grid) =>
        Grid.Create(grid.Cols, grid.Rows, [.. grid.Dots.Select(dot => dot with { Cell = new(dot.Cell.Col, dot.Cell.Row) })]);

    private static Grid Mirror(Grid grid) =>
        Grid.Create(grid.Rows, grid.Cols, [.. grid.Dots.Select(dot => dot with { Cell = dot.Cell with { Col = grid.Cols - 1 - dot.Cell.Col } })]);

    /// <summary>Whether two solutions have the same lines, whatever their order.</summary>
    private sealed class SameLines : IEqualityComparer<IReadOnlyList<Line>>
    {
        public bool Equals(IReadOnlyList<Line>? x, IReadOnlyList<Line>? y) => x!.ToHashSet().SetEquals(y!);

        public int GetHashCode(IReadOnlyList<Line> lines) => lines.Count;
    }
}

using Dots.Domain.Boards;
using Dots.Domain.Solving;
using static Dots.Domain.Tests.Notation;

namespace Dots.Domain.Tests.Solving;

public sealed class DifficultyTests
{
    [Fact]
    public void Of_IsLeast_WhenEverythingFollows() => Of(GridOf("R..R")).Should().Be(Difficulty.Min);

    [Fact]
    public void Of_IsNull_WhenThereIsNoSolution() => Of(GridOf("RGRG")).Should().BeNull();

    [Fact]
    public void Of_IsTheSame_ForTheSameBoard()
    {
        var random = new Random(3);
        for (var nth = 0; nth < 30; nth++)
        {
            var grid = RandomBoards.WithDotsOnLines(random, random.Next(4, 9), random.Next(4, 9), 12);
            Of(grid).Should().Be(Of(grid));
        }
    }

    /// <summary>Only that the ends of the scale are told apart; what is hard for a player is a matter of taste.</summary>
    [Fact]
    public void Of_Grows_WithTheDecisionsThatDoNotFollow()
    {
        var corridors = Of(GridOf("R....R", "G....G", "B....B"));
        var open = Of(GridOf("R.....", "......", "..G...", "...B..", ".G..B.", ".....R"), BoardRule.PairsOnly);

        corridors.Should().BeLessThan(open!.Value);
    }

    [Fact]
    public void Of_IsWithinItsBounds_OnTheLargestBoard()
    {
        var grid = Grid.Create(Grid.MaxSide, Grid.MaxSide, [new(new(0, 0), Palette.Red), new(new(49, 49), Palette.Red)]);

        Of(grid, BoardRule.PairsOnly).Should().BeInRange(Difficulty.Min, Difficulty.Max);
    }

    private static int? Of(Grid grid, BoardRule rule = BoardRule.AllCells) =>
        Difficulty.Of(grid, rule, BoardSolver.Solve(grid, rule, SolverLimits.Default, CancellationToken.None), CancellationToken.None);
}

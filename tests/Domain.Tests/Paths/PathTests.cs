using Dots.Domain.Boards;
using Dots.Domain.Paths;
using static Dots.Domain.Tests.Palette;
using static Dots.Domain.Tests.Notation;

namespace Dots.Domain.Tests.Paths;

public sealed class PathTests
{
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 8, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tuesday = Monday.AddDays(1);
    private static readonly DateTimeOffset Wednesday = Monday.AddDays(2);
    private static readonly Grid Row = GridOf("R.R");
    private static readonly Line Unfinished = Line(Red, (0, 0), (0, 1));
    private static readonly Line Whole = Line(Red, (0, 0), (0, 1), (0, 2));

    [Fact]
    public void Draw_StartsAtRevisionOne_AndRecordsTheBoardsRevision()
    {
        var board = BoardOf(Row);
        board.Update("Renamed", Row, BoardRule.AllCells, Monday);

        var path = Path.Draw(board, 9, "bob", [Unfinished], Tuesday);

        path.Should().BeEquivalentTo(new
        {
            Id = 0L,
            BoardId = board.Id,
            UserId = 9L,
            Username = "bob",
            BoardRevision = 2,
            Lines = new[] { Unfinished },
            Connected = false,
            Filled = false,
            CreatedAt = Tuesday,
            UpdatedAt = Tuesday,
            Revision = 1,
        });
    }

    [Fact]
    public void Draw_IsConnectedAndFilled_WhenTheLinesSolveTheBoard()
    {
        var path = Path.Draw(BoardOf(Row), 9, "bob", [Whole], Tuesday);

        (path.Connected, path.Filled).Should().Be((true, true));
    }

    [Fact]
    public void Draw_Rejects_WhenALineBreaksARule()
    {
        Rejection.Of(() => Path.Draw(BoardOf(Row), 9, "bob", [Line(Red, (0, 1))], Monday))
            .ShouldBe("lines[0].cells[0]", "starts_on_own_dot", "row 0, column 1");
    }

    [Fact]
    public void Draw_ConvertsTheTimeToUtc()
    {
        var path = Path.Draw(BoardOf(Row), 9, "bob", [Whole], Monday.ToOffset(TimeSpan.FromHours(5)));

        DateTimeOffset[] times = [path.CreatedAt, path.UpdatedAt];
        times.Should().OnlyContain(time => time.Offset == TimeSpan.Zero && time == Monday);
    }

    [Fact]
    public void Draw_Throws_WhenAnArgumentIsNull()
    {
        FluentActions.Invoking(() => Path.Draw(null!, 9, "bob", [], Monday)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Path.Draw(BoardOf(Row), 9, null!, [], Monday)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Path.Draw(BoardOf(Row), 9, "bob", null!, Monday)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Redraw_ReturnsFalse_WhenNothingChanges()
    {
        var board = BoardOf(Row);
        var path = Path.Draw(board, 9, "bob", [Unfinished], Monday);

        path.Redraw(board, [Line(Red, (0, 0), (0, 1))], Tuesday).Should().BeFalse();

        (path.Revision, path.UpdatedAt).Should().Be((1, Monday));
    }

    [Fact]
    public void Redraw_ReplacesTheLines_WhenTheyDiffer()
    {
        var board = BoardOf(Row);
        var path = Path.Draw(board, 9, "bob", [Unfinished], Monday);

        path.Redraw(board, [Whole], Tuesday).Should().BeTrue();

        path.Lines.Should().Equal(Whole);
        (path.Connected, path.Filled, path.Revision).Should().Be((true, true, 2));
        (path.CreatedAt, path.UpdatedAt).Should().Be((Monday, Tuesday));
    }

    [Fact]
    public void Redraw_RecordsTheBoardsRevision_WhenTheLinesAreTheSame()
    {
        var board = BoardOf(Row);
        var path = Path.Draw(board, 9, "bob", [Unfinished], Monday);
        board.Update("Renamed", Row, BoardRule.AllCells, Tuesday);

        path.Redraw(board, [Unfinished], Wednesday).Should().BeTrue();

        (path.BoardRevision, path.Revision, path.UpdatedAt).Should().Be((2, 2, Wednesday));
    }

    [Fact]
    public void Redraw_ClearsThePath_WhenThereAreNoLines()
    {
        var board = BoardOf(Row);
        var path = Path.Draw(board, 9, "bob", [Whole], Monday);

        path.Redraw(board, [], Tuesday).Should().BeTrue();

        path.Lines.Should().BeEmpty();
        (path.Connected, path.Filled).Should().Be((false, false));
        path.IsSolved(board).Should().BeFalse();
    }

    [Fact]
    public void Redraw_LeavesThePathUnchanged_WhenALineBreaksARule()
    {
        var board = BoardOf(Row);
        var path = Path.Draw(board, 9, "bob", [Unfinished], Monday);

        Rejection.Of(() => path.Redraw(board, [Line(Red, (0, 0), (0, 2))], Tuesday)).ShouldBe("lines[0].cells[1]", "adjacent");

        path.Lines.Should().Equal(Unfinished);
        (path.Revision, path.UpdatedAt).Should().Be((1, Monday));
    }

    [Fact]
    public void Redraw_MakesThePathCurrent_WhenTheLinesAreValidOnTheNewGrid()
    {
        var board = BoardOf(Row);
        var path = Path.Draw(board, 9, "bob", [Whole], Monday);
        board.Update("Longer", GridOf("R..R"), BoardRule.AllCells, Tuesday);

        path.IsStale(board).Should().BeTrue();

        path.Redraw(board, [Whole], Wednesday).Should().BeTrue();

        path.IsStale(board).Should().BeFalse();
        (path.Connected, path.IsSolved(board)).Should().Be((false, false));
    }

    [Fact]
    public void IsStale_IsFalse_WhenOnlyNameOrRuleHasChanged()
    {
        var board = BoardOf(Row);
        var path = Path.Draw(board, 9, "bob", [Whole], Monday);

        board.Update("Renamed", Row, BoardRule.PairsOnly, Tuesday);

        path.IsStale(board).Should().BeFalse();
        path.IsSolved(board).Should().BeTrue();
    }

    [Fact]
    public void IsSolved_IsFalse_WhenThePathIsStale()
    {
        var board = BoardOf(Row);
        var path = Path.Draw(board, 9, "bob", [Whole], Monday);

        board.Update("Longer", GridOf("R..R"), BoardRule.AllCells, Tuesday);

        path.IsSolved(board).Should().BeFalse();
    }

    [Fact]
    public void IsSolved_FollowsTheBoardsRule_WhenItChanges()
    {
        var board = BoardOf(GridOf("R.R", "..."));
        var path = Path.Draw(board, 9, "bob", [Whole], Monday);

        path.IsSolved(board).Should().BeFalse();
        board.Update("Easier", board.Grid, BoardRule.PairsOnly, Tuesday);
        path.IsSolved(board).Should().BeTrue();
    }

    [Fact]
    public void IsSolved_Throws_WhenThePathIsOnAnotherBoard()
    {
        var path = Path.Draw(BoardOf(Row), 9, "bob", [], Monday);
        var other = BoardOf(Row);
        typeof(Board).GetProperty(nameof(Board.Id))!.SetValue(other, 5L);

        FluentActions.Invoking(() => path.IsSolved(other)).Should().Throw<ArgumentException>().WithMessage("*board 0*board 5*");
        FluentActions.Invoking(() => path.IsStale(other)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => path.Redraw(other, [], Tuesday)).Should().Throw<ArgumentException>();
    }

    private static Board BoardOf(Grid grid) => Board.Create("Some board", grid, BoardRule.AllCells, 7, "ada", Monday);
}

using Dots.Domain.Boards;
using static Dots.Domain.Tests.Sketch;

namespace Dots.Domain.Tests.Boards;

public sealed class BoardTests
{
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 8, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tuesday = Monday.AddDays(1);
    private static readonly Grid SomeGrid = GridOf("R.R");
    private static readonly Grid OtherGrid = GridOf("RR");

    [Fact]
    public void Create_StartsAtRevisionOne_WithoutAVerdict()
    {
        var board = Board.Create("Corners", SomeGrid, BoardRule.PairsOnly, 7, "ada", Monday);

        board.Should().BeEquivalentTo(new
        {
            Id = 0L,
            Name = "Corners",
            Rows = 1,
            Cols = 3,
            Grid = SomeGrid,
            Rule = BoardRule.PairsOnly,
            Verdict = Verdict.Unknown,
            CreatorId = 7L,
            CreatorUsername = "ada",
            CreatedAt = Monday,
            UpdatedAt = Monday,
            Revision = 1,
            GeometryRevision = 1,
            PuzzleRevision = 1,
        });
        board.Dots.Should().Equal(SomeGrid.Dots);
    }

    [Fact]
    public void Create_KeepsTimeInUtc_WhenItComesWithAnOffset()
    {
        var board = Board.Create("Corners", SomeGrid, BoardRule.AllCells, 7, "ada", Monday.ToOffset(TimeSpan.FromHours(5)));

        board.CreatedAt.Offset.Should().Be(TimeSpan.Zero);
        board.UpdatedAt.Offset.Should().Be(TimeSpan.Zero);
        board.CreatedAt.Should().Be(Monday);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("Große Kreuzung № 4")]
    [InlineData("لوحة النقاط")]
    [InlineData("\U0001F469\u200D\U0001F680")] // an emoji of three scalar values, one of them a joiner
    [InlineData("\uFFFD")] // a replacement character that was written as such
    public void Create_AcceptsTheName_WhenItIsText(string name)
    {
        Named(name).Name.Should().Be(name);
    }

    [Theory]
    [InlineData("  Corners ", "Corners")]
    [InlineData("\t\r\nCorners\u2028\u00A0", "Corners")]
    [InlineData("Two  words", "Two  words")]
    public void Create_TrimsTheName_WhenThereIsWhiteSpaceAroundIt(string name, string trimmed)
    {
        Named(name).Name.Should().Be(trimmed);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\r\n\t\u2029")]
    public void Create_Rejects_WhenTheNameIsEmpty(string name)
    {
        Rejection.Of(() => Named(name)).ShouldBe("name", "name_length", "1 to 100 characters");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\u00E9")]
    [InlineData("\U0001F600")] // two UTF-16 units
    public void Create_CountsScalarValues_WhenTheNameIsLong(string character)
    {
        var longest = string.Concat(Enumerable.Repeat(character, 100));

        Named(longest).Name.Should().Be(longest);
        Named($" {longest} ").Name.Should().Be(longest);
        Rejection.Of(() => Named(longest + character)).ShouldBe("name", "name_length", "1 to 100 characters");
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\t')]
    [InlineData('\n')]
    [InlineData('\r')]
    [InlineData('\u001B')]
    [InlineData('\u007F')]
    [InlineData('\u0085')]
    [InlineData('\u009F')]
    [InlineData('\u2028')]
    [InlineData('\u2029')]
    [InlineData('\u202A')]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    [InlineData('\u2069')]
    [InlineData('\uD800')]
    [InlineData('\uDBFF')]
    [InlineData('\uDC00')]
    [InlineData('\uDFFF')]
    public void Create_Rejects_WhenTheNameHasAForbiddenCharacter(char forbidden)
    {
        Rejection.Of(() => Named($"\U0001F600b{forbidden}d"))
            .ShouldBe("name", "name_characters", "Character 3 ", $"U+{(int)forbidden:X4}", "no control characters");
    }

    [Theory]
    [InlineData("\u200B")] // a space without a width
    [InlineData("\u200D\u2060 \uFEFF")]
    [InlineData("\u3164")] // a filler, by its category a letter
    [InlineData("\u2800")] // a braille cell without a dot, by its category a symbol
    [InlineData("\uFE0F\u034F")]
    [InlineData("\U000E0041")] // a tag
    public void Create_Rejects_WhenNothingOfTheNameCanBeSeen(string name)
    {
        Rejection.Of(() => Named(name)).ShouldBe("name", "name_visible", "can be seen");
    }

    [Theory]
    [InlineData('\u0020')]
    [InlineData('\u007E')]
    [InlineData('\u00A0')]
    [InlineData('\u2027')]
    [InlineData('\u202F')]
    [InlineData('\u2065')]
    [InlineData('\u206A')]
    public void Create_AcceptsTheName_WhenACharacterIsJustOutsideAForbiddenRange(char neighbor)
    {
        Named($"a{neighbor}b").Name.Should().Be($"a{neighbor}b");
    }

    [Fact]
    public void Create_Rejects_WhenTheNameEndsInHalfAPair()
    {
        Rejection.Of(() => Named("ab\uD83D")).ShouldBe("name", "name_characters", "Character 3 ", "U+D83D");
    }

    [Fact]
    public void Create_Rejects_WhenTheNameIsHuge()
    {
        Rejection.Of(() => Named(new string('x', 10_000_000))).ShouldBe("name", "name_length");
    }

    [Fact]
    public void Create_ReportsEveryViolation_WhenNameAndRuleAreWrong()
    {
        Rejection.Of(() => Board.Create("", SomeGrid, (BoardRule)2, 7, "ada", Monday))
            .Select(violation => (violation.Field, violation.Rule))
            .Should().Equal(("name", "name_length"), ("rule", "known_rule"));
    }

    [Fact]
    public void Create_Throws_WhenSomethingIsMissing()
    {
        Creating(null, SomeGrid, "ada").Should().Throw<ArgumentNullException>();
        Creating("Corners", null, "ada").Should().Throw<ArgumentNullException>();
        Creating("Corners", SomeGrid, null).Should().Throw<ArgumentNullException>();

        static Action Creating(string? name, Grid? grid, string? username) =>
            () => Board.Create(name!, grid!, BoardRule.AllCells, 7, username!, Monday);
    }

    [Fact]
    public void Change_LeavesTheBoardAlone_WhenNothingIsNew()
    {
        var board = Board.Create("Corners", GridOf("RG", "RG"), BoardRule.AllCells, 7, "ada", Monday);
        board.Judge(Verdict.Unique, 1);
        var reordered = Grid.Create(2, 2, [.. board.Dots.Reverse()]);

        board.Change(" Corners ", reordered, BoardRule.AllCells, Tuesday).Should().BeFalse();

        (board.Revision, board.UpdatedAt, board.Verdict).Should().Be((1, Monday, Verdict.Unique));
    }

    [Fact]
    public void Change_KeepsGeometryAndVerdict_WhenOnlyTheNameIsNew()
    {
        var board = Named("Corners");
        board.Judge(Verdict.Unique, 1);

        board.Change("Edges", SomeGrid, BoardRule.AllCells, Tuesday).Should().BeTrue();

        (board.Name, board.Revision, board.GeometryRevision, board.PuzzleRevision).Should().Be(("Edges", 2, 1, 1));
        (board.CreatedAt, board.UpdatedAt, board.Verdict).Should().Be((Monday, Tuesday, Verdict.Unique));
    }

    [Fact]
    public void Change_MakesTheVerdictUnknown_WhenTheRuleIsNew()
    {
        var board = Named("Corners");
        board.Judge(Verdict.Unique, 1);

        board.Change("Corners", SomeGrid, BoardRule.PairsOnly, Tuesday).Should().BeTrue();

        (board.Rule, board.Revision, board.GeometryRevision, board.PuzzleRevision).Should().Be((BoardRule.PairsOnly, 2, 1, 2));
        (board.UpdatedAt, board.Verdict).Should().Be((Tuesday, Verdict.Unknown));
    }

    [Fact]
    public void Change_MovesGeometryOn_WhenTheGridIsNew()
    {
        var board = Named("Corners");
        board.Judge(Verdict.Unique, 1);

        board.Change("Corners", OtherGrid, BoardRule.AllCells, Tuesday).Should().BeTrue();

        (board.Rows, board.Cols).Should().Be((1, 2));
        board.Dots.Should().Equal(OtherGrid.Dots);
        board.Grid.Should().Be(OtherGrid);
        (board.Revision, board.GeometryRevision, board.PuzzleRevision, board.Verdict).Should().Be((2, 2, 2, Verdict.Unknown));
    }

    [Fact]
    public void Change_LeavesTheBoardAlone_WhenItIsRejected()
    {
        var board = Named("Corners");

        Rejection.Of(() => board.Change("\u202E", OtherGrid, BoardRule.PairsOnly, Tuesday)).ShouldBe("name", "name_characters");
        Rejection.Of(() => board.Change("Edges", OtherGrid, (BoardRule)(-1), Tuesday)).ShouldBe("rule", "known_rule");

        (board.Name, board.Grid, board.Rule).Should().Be(("Corners", SomeGrid, BoardRule.AllCells));
        (board.Revision, board.UpdatedAt).Should().Be((1, Monday));
    }

    [Fact]
    public void Change_KeepsTimeInUtc_WhenItComesWithAnOffset()
    {
        var board = Named("Corners");

        board.Change("Edges", SomeGrid, BoardRule.AllCells, Tuesday.ToOffset(TimeSpan.FromHours(-3)));

        board.UpdatedAt.Offset.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void IsOwnedBy_KnowsTheCreator_AndNobodyElse()
    {
        var board = Named("Corners");

        board.IsOwnedBy(7).Should().BeTrue();
        board.IsOwnedBy(8).Should().BeFalse();
    }

    [Fact]
    public void Judge_RecordsTheVerdict_WithoutAChangeOfTheBoard()
    {
        var board = Named("Corners");

        board.Judge(Verdict.Unsolvable, 1).Should().BeTrue();

        (board.Verdict, board.Revision, board.UpdatedAt).Should().Be((Verdict.Unsolvable, 1, Monday));
    }

    [Fact]
    public void Judge_RecordsTheVerdict_WhenOnlyTheNameMovedOn()
    {
        var board = Named("Corners");
        board.Change("Edges", SomeGrid, BoardRule.AllCells, Tuesday);

        board.Judge(Verdict.Unique, 1).Should().BeTrue();

        board.Verdict.Should().Be(Verdict.Unique);
    }

    [Fact]
    public void Judge_IgnoresTheVerdict_WhenTheGridMovedOn()
    {
        var board = Named("Corners");
        board.Change("Corners", OtherGrid, BoardRule.AllCells, Tuesday);

        board.Judge(Verdict.Unique, 1).Should().BeFalse();

        board.Verdict.Should().Be(Verdict.Unknown);
    }

    [Fact]
    public void Judge_IgnoresTheVerdict_WhenTheRuleMovedOn()
    {
        var board = Named("Corners");
        board.Change("Corners", SomeGrid, BoardRule.PairsOnly, Tuesday);

        board.Judge(Verdict.Unique, 1).Should().BeFalse();

        board.Verdict.Should().Be(Verdict.Unknown);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Judge_IgnoresTheVerdict_WhenThereIsNoSuchRevision(int revision)
    {
        Named("Corners").Judge(Verdict.Unique, revision).Should().BeFalse();
    }

    private static Board Named(string name) => Board.Create(name, SomeGrid, BoardRule.AllCells, 7, "ada", Monday);
}

using Dots.Domain.Boards;
using static Dots.Domain.Tests.Notation;

namespace Dots.Domain.Tests.Boards;

public sealed class BoardTests
{
    private static readonly DateTimeOffset Monday = new(2026, 1, 5, 8, 30, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Tuesday = Monday.AddDays(1);
    private static readonly Grid SomeGrid = GridOf("R.R");
    private static readonly Grid OtherGrid = GridOf("RR");

    [Fact]
    public void Create_StartsAtRevisionOne_WithUnknownVerdict()
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
    public void Create_ConvertsTheTimeToUtc()
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
    [InlineData("\U0001F469\u200D\U0001F680")] // an emoji of three scalar values, one of which is a joiner
    [InlineData("\uFFFD")] // a literal replacement character
    public void Create_AcceptsTheName_InAnyScript(string name)
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
    [InlineData("\U0001F600")] // two UTF-16 code units
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
    [InlineData("\u200B")] // zero-width space
    [InlineData("\u200D\u2060 \uFEFF")]
    [InlineData("\u3164")] // Hangul filler, category Lo
    [InlineData("\u2800")] // blank braille pattern, category So
    [InlineData("\uFE0F\u034F")]
    [InlineData("\U000E0041")] // tag character
    public void Create_Rejects_WhenTheNameHasNoVisibleCharacter(string name)
    {
        Rejection.Of(() => Named(name)).ShouldBe("name", "name_visible", "visible character");
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
    public void Create_Rejects_WhenTheNameEndsInAnUnpairedSurrogate()
    {
        Rejection.Of(() => Named("ab\uD83D")).ShouldBe("name", "name_characters", "Character 3 ", "U+D83D");
    }

    [Fact]
    public void Create_Rejects_WhenTheNameIsHuge()
    {
        Rejection.Of(() => Named(new string('x', 10_000_000))).ShouldBe("name", "name_length");
    }

    [Fact]
    public void Create_ReportsEveryViolation_WhenNameAndRuleAreInvalid()
    {
        Rejection.Of(() => Board.Create("", SomeGrid, (BoardRule)2, 7, "ada", Monday))
            .Select(violation => (violation.Field, violation.Rule))
            .Should().Equal(("name", "name_length"), ("rule", "known_rule"));
    }

    [Fact]
    public void Create_Throws_WhenAnArgumentIsNull()
    {
        Creating(null, SomeGrid, "ada").Should().Throw<ArgumentNullException>();
        Creating("Corners", null, "ada").Should().Throw<ArgumentNullException>();
        Creating("Corners", SomeGrid, null).Should().Throw<ArgumentNullException>();

        static Action Creating(string? name, Grid? grid, string? username) =>
            () => Board.Create(name!, grid!, BoardRule.AllCells, 7, username!, Monday);
    }

    [Fact]
    public void Update_ReturnsFalse_WhenNothingChanges()
    {
        var board = Board.Create("Corners", GridOf("RG", "RG"), BoardRule.AllCells, 7, "ada", Monday);
        board.RecordVerdict(Verdict.Unique, 1);
        var reordered = Grid.Create(2, 2, [.. board.Dots.Reverse()]);

        board.Update(" Corners ", reordered, BoardRule.AllCells, Tuesday).Should().BeFalse();

        (board.Revision, board.UpdatedAt, board.Verdict).Should().Be((1, Monday, Verdict.Unique));
    }

    [Fact]
    public void Update_KeepsGeometryRevisionAndVerdict_WhenOnlyTheNameChanges()
    {
        var board = Named("Corners");
        board.RecordVerdict(Verdict.Unique, 1);

        board.Update("Edges", SomeGrid, BoardRule.AllCells, Tuesday).Should().BeTrue();

        (board.Name, board.Revision, board.GeometryRevision, board.PuzzleRevision).Should().Be(("Edges", 2, 1, 1));
        (board.CreatedAt, board.UpdatedAt, board.Verdict).Should().Be((Monday, Tuesday, Verdict.Unique));
    }

    [Fact]
    public void Update_ResetsTheVerdict_WhenTheRuleChanges()
    {
        var board = Named("Corners");
        board.RecordVerdict(Verdict.Unique, 1);

        board.Update("Corners", SomeGrid, BoardRule.PairsOnly, Tuesday).Should().BeTrue();

        (board.Rule, board.Revision, board.GeometryRevision, board.PuzzleRevision).Should().Be((BoardRule.PairsOnly, 2, 1, 2));
        (board.UpdatedAt, board.Verdict).Should().Be((Tuesday, Verdict.Unknown));
    }

    [Fact]
    public void Update_SetsTheGeometryRevision_WhenTheGridChanges()
    {
        var board = Named("Corners");
        board.RecordVerdict(Verdict.Unique, 1);

        board.Update("Corners", OtherGrid, BoardRule.AllCells, Tuesday).Should().BeTrue();

        (board.Rows, board.Cols).Should().Be((1, 2));
        board.Dots.Should().Equal(OtherGrid.Dots);
        board.Grid.Should().Be(OtherGrid);
        (board.Revision, board.GeometryRevision, board.PuzzleRevision, board.Verdict).Should().Be((2, 2, 2, Verdict.Unknown));
    }

    [Fact]
    public void Update_LeavesTheBoardUnchanged_WhenItIsRejected()
    {
        var board = Named("Corners");

        Rejection.Of(() => board.Update("\u202E", OtherGrid, BoardRule.PairsOnly, Tuesday)).ShouldBe("name", "name_characters");
        Rejection.Of(() => board.Update("Edges", OtherGrid, (BoardRule)(-1), Tuesday)).ShouldBe("rule", "known_rule");

        (board.Name, board.Grid, board.Rule).Should().Be(("Corners", SomeGrid, BoardRule.AllCells));
        (board.Revision, board.UpdatedAt).Should().Be((1, Monday));
    }

    [Fact]
    public void Update_ConvertsTheTimeToUtc()
    {
        var board = Named("Corners");

        board.Update("Edges", SomeGrid, BoardRule.AllCells, Tuesday.ToOffset(TimeSpan.FromHours(-3)));

        board.UpdatedAt.Offset.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void IsOwnedBy_IsTrue_ForTheCreatorOnly()
    {
        var board = Named("Corners");

        board.IsOwnedBy(7).Should().BeTrue();
        board.IsOwnedBy(8).Should().BeFalse();
    }

    [Fact]
    public void RecordVerdict_KeepsRevisionAndTime()
    {
        var board = Named("Corners");

        board.RecordVerdict(Verdict.Unsolvable, 1).Should().BeTrue();

        (board.Verdict, board.Revision, board.UpdatedAt).Should().Be((Verdict.Unsolvable, 1, Monday));
    }

    [Fact]
    public void RecordVerdict_RecordsTheVerdict_WhenOnlyTheNameHasChanged()
    {
        var board = Named("Corners");
        board.Update("Edges", SomeGrid, BoardRule.AllCells, Tuesday);

        board.RecordVerdict(Verdict.Unique, 1).Should().BeTrue();

        board.Verdict.Should().Be(Verdict.Unique);
    }

    [Fact]
    public void RecordVerdict_IgnoresTheVerdict_WhenTheGridHasChanged()
    {
        var board = Named("Corners");
        board.Update("Corners", OtherGrid, BoardRule.AllCells, Tuesday);

        board.RecordVerdict(Verdict.Unique, 1).Should().BeFalse();

        board.Verdict.Should().Be(Verdict.Unknown);
    }

    [Fact]
    public void RecordVerdict_IgnoresTheVerdict_WhenTheRuleHasChanged()
    {
        var board = Named("Corners");
        board.Update("Corners", SomeGrid, BoardRule.PairsOnly, Tuesday);

        board.RecordVerdict(Verdict.Unique, 1).Should().BeFalse();

        board.Verdict.Should().Be(Verdict.Unknown);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void RecordVerdict_IgnoresTheVerdict_WhenTheRevisionDoesNotExist(int revision)
    {
        Named("Corners").RecordVerdict(Verdict.Unique, revision).Should().BeFalse();
    }

    [Fact]
    public void RecordVerdict_IgnoresTheVerdict_WhenThePuzzleIsCheckedAlready()
    {
        var board = Named("Corners");

        board.RecordVerdict(Verdict.Unknown, 1).Should().BeTrue("a check that was given up is a check");
        board.IsChecked.Should().BeTrue();
        board.RecordVerdict(Verdict.Unique, 1).Should().BeFalse();

        board.Update("Corners", OtherGrid, BoardRule.AllCells, Tuesday);
        board.IsChecked.Should().BeFalse();
        board.RecordVerdict(Verdict.Unique, 2, difficulty: 7).Should().BeTrue();
        (board.Verdict, board.Difficulty, board.IsChecked).Should().Be((Verdict.Unique, 7, true));
    }

    [Fact]
    public void Update_ResetsTheDifficulty_WhenThePuzzleChanges()
    {
        var board = Named("Corners");
        board.RecordVerdict(Verdict.Unique, 1, difficulty: 7);

        board.Update("Edges", SomeGrid, BoardRule.AllCells, Tuesday);
        board.Difficulty.Should().Be(7);
        board.Update("Edges", OtherGrid, BoardRule.AllCells, Tuesday);
        board.Difficulty.Should().BeNull();
    }

    [Fact]
    public void TryClaimCheck_SucceedsOnce_UntilTheClaimExpires()
    {
        var board = Named("Corners");
        var minute = TimeSpan.FromMinutes(1);

        board.TryClaimCheck(Monday, minute).Should().BeTrue();
        board.TryClaimCheck(Monday + (minute / 2), minute).Should().BeFalse();
        board.TryClaimCheck(Monday + minute, minute).Should().BeTrue();
        (board.Revision, board.UpdatedAt, board.CheckClaimedUntil).Should().Be((1, Monday, Monday + (2 * minute)));
    }

    [Fact]
    public void TryClaimCheck_Fails_WhenThePuzzleIsChecked()
    {
        var board = Named("Corners");
        board.RecordVerdict(Verdict.Unknown, 1);

        board.TryClaimCheck(Tuesday, TimeSpan.FromMinutes(1)).Should().BeFalse();
    }

    [Fact]
    public void TryClaimCheck_Succeeds_WhenThePuzzleHasChangedSinceTheClaim()
    {
        var board = Named("Corners");
        board.TryClaimCheck(Monday, TimeSpan.FromDays(7));

        board.Update("Edges", SomeGrid, BoardRule.AllCells, Tuesday);
        board.TryClaimCheck(Tuesday, TimeSpan.FromMinutes(1)).Should().BeFalse("only the name has changed");
        board.Update("Edges", OtherGrid, BoardRule.AllCells, Tuesday);
        board.TryClaimCheck(Tuesday, TimeSpan.FromMinutes(1)).Should().BeTrue();
    }

    private static Board Named(string name) => Board.Create(name, SomeGrid, BoardRule.AllCells, 7, "ada", Monday);
}

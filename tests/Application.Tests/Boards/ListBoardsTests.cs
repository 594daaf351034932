using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Domain.Boards;
using Dots.Infrastructure.Identity;
using FluentValidation;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Tests.Boards;

public sealed class ListBoardsTests : IDisposable
{
    private readonly UseCase _useCase = new();

    public static TheoryData<string> Orders => [.. BoardOrder.Names];

    public void Dispose() => _useCase.Dispose();

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Handle_ReturnsEachBoardOnce_WhenAllPagesAreRead(string sort)
    {
        await SeedAsync(12);
        foreach (var limit in new[] { 1, 2, 5, 12, 100 })
        {
            var seen = await ReadAllPagesAsync(sort, limit, between: () => Task.CompletedTask);

            seen.Select(board => board.Id).Should().BeEquivalentTo(Enumerable.Range(1, 12).Select(id => (long)id));
            seen.Should().BeInOrder(sort);
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Handle_NeitherRepeatsNorSkipsBoards_WhenBoardsAreAddedBetweenPages(string sort)
    {
        await SeedAsync(8);
        Prop.ForAll(
                Gen.Choose(1, 4).Zip(Gen.Elements("a", "M", "ż", "zz").ArrayOf(3)).ToArbitrary(),
                async input =>
                {
                    await using var db = _useCase.NewContext();
                    var before = db.Boards.Select(board => board.Id).ToList();
                    var names = new Queue<string>(input.Item2);

                    var seen = await ReadAllPagesAsync(sort, limit: input.Item1, between: () => AddNextAsync(names));

                    seen.Select(board => board.Id).Should().OnlyHaveUniqueItems().And.Contain(before);
                })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5).WithQuietOnSuccess(true));
    }

    [Fact]
    public async Task Handle_SortsByNewest_WhenNoOrderIsGiven()
    {
        await SeedAsync(3);

        (await ListAsync()).Items.Select(board => board.Id).Should().Equal(3, 2, 1);
    }

    [Theory]
    [InlineData("ŁÓDŹ")]
    [InlineData("łódź")]
    [InlineData(" ódź ")]
    public async Task Handle_MatchesPartsOfNamesCaseInsensitively_WhenASearchIsGiven(string search)
    {
        await _useCase.AddBoardAsync("Nad Łódź i dalej");
        await _useCase.AddBoardAsync("Lodz");

        (await ListAsync(search: search)).Items.Should().ContainSingle().Which.Name.Should().Be("Nad Łódź i dalej");
    }

    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("'")]
    [InlineData("\\")]
    [InlineData("\0")]
    public async Task Handle_TreatsTheSearchLiterally_WhenItHasSqlMetacharacters(string search)
    {
        await _useCase.AddBoardAsync("Corners");

        (await ListAsync(search: search)).Items.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_FiltersByAuthor_WhenACreatorOrMineIsGiven()
    {
        await _useCase.AddBoardAsync("Ada's");
        await _useCase.AddBoardAsync("Bob's", owner: UseCase.Bob);

        (await ListAsync(creator: "bob")).Items.Should().ContainSingle().Which.Name.Should().Be("Bob's");
        (await ListAsync(mine: true)).Items.Should().ContainSingle().Which.Name.Should().Be("Ada's");
        (await ListAsync(mine: false)).Items.Should().HaveCount(2);
    }

    [Fact]
    public async Task Handle_Throws_WhenAnAnonymousCallerRequestsTheirOwn()
    {
        _useCase.SignOut();

        var list = () => ListAsync(mine: true);

        await list.Should().ThrowAsync<NotSignedInException>();
    }

    [Fact]
    public async Task Handle_CountsPathsAndSolutions_WhenUsersHaveSavedPaths()
    {
        var board = await _useCase.AddBoardAsync();
        await _useCase.AddPathAsync(board, UseCase.Ada, Lines.RedStart);
        await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedRow);

        var shown = (await ListAsync()).Items.Should().ContainSingle().Which;

        (shown.PathCount, shown.SolvedCount).Should().Be((2, 1));
        (await new GetBoardHandler(_useCase.Db, _useCase.Mapper).Handle(new GetBoard(board.Id), default)).Should().BeEquivalentTo(shown);
    }

    [Theory]
    [InlineData("updated", "9223372036854775807")]
    [InlineData("updated", "-1")]
    [InlineData("updated", "soon")]
    [InlineData("popular", "many")]
    [InlineData("difficulty", "4294967296")]
    [InlineData("hardest", "very")]
    public async Task Handle_Throws_WhenTheCursorIsForged(string sort, string key)
    {
        var list = () => ListAsync(sort: sort, cursor: new PageCursor(sort, key, 1).ToString());

        (await list.Should().ThrowAsync<ValidationException>()).Which.Errors
            .Should().ContainSingle().Which.PropertyName.Should().Be("cursor");
    }

    [Fact]
    public async Task Handle_Throws_WhenTheCursorBelongsToAnotherOrder()
    {
        await SeedAsync(2);
        var page = await ListAsync(sort: "name", limit: 1);

        var list = () => ListAsync(sort: "popular", cursor: page.NextCursor);

        await list.Should().ThrowAsync<ValidationException>();
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData(1, "newest", true)]
    [InlineData(100, "popular", true)]
    [InlineData(0, null, false)]
    [InlineData(101, null, false)]
    [InlineData(null, "Newest", false)]
    [InlineData(null, "", false)]
    public void Validate_ChecksLimitAndOrder_WhenTheyAreGiven(int? limit, string? sort, bool isValid)
    {
        new ListBoardsValidator().Validate(new ListBoards(null, null, null, sort, limit, null, Callers.Ada)).IsValid.Should().Be(isValid);
    }

    [Theory]
    [InlineData("unique", true)]
    [InlineData("unknown", true)]
    [InlineData("Unique", false)]
    [InlineData("", false)]
    public void Validate_ChecksTheVerdict_WhenItIsGiven(string verdict, bool isValid)
    {
        new ListBoardsValidator().Validate(new ListBoards(null, null, null, null, null, null, Callers.Ada) { Verdict = verdict }).IsValid.Should().Be(isValid);
    }

    [Fact]
    public async Task Handle_ReturnsBoardsWithTheVerdict_WhenOneIsGiven()
    {
        await SeedAsync(6);

        (await ListAsync(verdict: "unique")).Items.Select(board => board.Id).Should().Equal(5, 3, 2);
        (await ListAsync(verdict: "unknown")).Items.Select(board => board.Id).Should().Equal(6, 4, 1);
        (await ListAsync(verdict: "unsolvable")).Items.Should().BeEmpty();
    }

    [Theory]
    [InlineData("difficulty", "ix_boards_easiest")]
    [InlineData("hardest", "ix_boards_hardest")]
    [SqliteOnly]
    public async Task Handle_ReadsAnIndex_WhenBoardsAreSortedByDifficulty(string sort, string index)
    {
        var order = BoardOrder.Named(sort);
        await using var db = _useCase.NewContext();
        await using var explain = order.After(db.Boards.Select(BoardProjection.From(db)), null).Select(r => r.Board).Take(21).CreateDbCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + explain.CommandText;
        await db.Database.OpenConnectionAsync();
        await using var reader = await explain.ExecuteReaderAsync();
        await reader.ReadAsync();

        reader.GetString(3).Should().Be($"SCAN b USING INDEX {index}");
        (await reader.ReadAsync()).Should().BeFalse("nothing is sorted");
    }

    // Names, times, popularity and difficulty have ties, so that some boards are ordered by id alone.
    private async Task SeedAsync(int count)
    {
        string[] names = ["Żaba", "ant", "Ant", "bee", "żaba"];
        for (var i = 0; i < count; i++)
        {
            _useCase.Clock.Now += TimeSpan.FromMinutes(i % 3);
            var board = await _useCase.AddBoardAsync(names[i % names.Length]);
            if (i % 5 is 1 or 2 or 4)
            {
                await RateAsync(board.Id, 10 * (i % 5));
            }

            if (i % 2 == 0)
            {
                await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedStart);
            }
        }
    }

    private async Task RateAsync(long id, int difficulty)
    {
        await using var db = _useCase.NewContext();
        (await db.Boards.SingleAsync(board => board.Id == id)).RecordVerdict(Verdict.Unique, 1, difficulty);
        await db.SaveChangesAsync();
    }

    private async Task AddNextAsync(Queue<string> names)
    {
        if (names.TryDequeue(out var name))
        {
            _useCase.Clock.Now += TimeSpan.FromSeconds(1);
            await _useCase.AddBoardAsync(name);
        }
    }

    private async Task<List<BoardDto>> ReadAllPagesAsync(string sort, int limit, Func<Task> between)
    {
        var seen = new List<BoardDto>();
        string? cursor = null;
        do
        {
            var page = await ListAsync(sort: sort, limit: limit, cursor: cursor);
            seen.AddRange(page.Items);
            cursor = page.NextCursor;
            await between();
        }
        while (cursor is not null);

        return seen;
    }

    private Task<Page<BoardDto>> ListAsync(
        string? search = null, string? creator = null, bool? mine = null, string? sort = null, int? limit = null, string? cursor = null, string? verdict = null) =>
        new ListBoardsHandler(_useCase.Db, new UserDirectory(_useCase.Db, new FoldedLookupNormalizer()), _useCase.Mapper).Handle(
            new ListBoards(search, creator, mine, sort, limit, cursor, _useCase.Caller) { Verdict = verdict }, default);
}

using Dots.Application.Solving;
using Dots.Domain.Boards;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Tests.Solving;

public sealed class VerdictCommandsTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly UseCase _useCase = new();

    public void Dispose() => _useCase.Dispose();

    [Fact]
    public async Task Find_ReturnsTheBoardChangedLast_OfThoseWithoutAVerdict()
    {
        (await FindAsync()).Should().BeNull();
        var first = await _useCase.AddBoardAsync("First");
        _useCase.Clock.Now += TimeSpan.FromMinutes(1);
        var second = await _useCase.AddBoardAsync("Second");

        (await FindAsync()).Should().Be(second.Id);
        await RecordAsync(second.Id, 1, Verdict.Unknown);
        (await FindAsync()).Should().Be(first.Id);
        await RecordAsync(first.Id, 1, Verdict.Unique);
        (await FindAsync()).Should().BeNull();
    }

    [Fact]
    [SqliteOnly]
    public async Task Find_ReadsOnlyBoardsWithoutAVerdict()
    {
        await using var db = _useCase.NewContext();
        await using var explain = FindUncheckedBoardHandler.Unchecked(db.Boards, _useCase.Clock.Now).Take(1).CreateDbCommand();
        explain.CommandText = "EXPLAIN QUERY PLAN " + explain.CommandText;
        await db.Database.OpenConnectionAsync();
        await using var reader = await explain.ExecuteReaderAsync();
        await reader.ReadAsync();

        reader.GetString(3).Should().Be("SCAN b USING INDEX ix_boards_unchecked");
    }

    [Fact]
    public async Task Claim_HidesTheBoardFromOthers_UntilItExpires()
    {
        var board = await _useCase.AddBoardAsync(rule: BoardRule.PairsOnly);

        (await ClaimAsync(board.Id)).Should().BeEquivalentTo(new { board.Id, Revision = 1, board.Grid, Rule = BoardRule.PairsOnly });
        (await FindAsync()).Should().BeNull();
        (await ClaimAsync(board.Id)).Should().BeNull();

        _useCase.Clock.Now += Minute;
        (await FindAsync()).Should().Be(board.Id);
        (await ClaimAsync(board.Id)).Should().NotBeNull();
    }

    [Fact]
    public async Task Claim_ReturnsNull_WhenTheBoardIsDeleted()
    {
        (await ClaimAsync(404)).Should().BeNull();
    }

    [Fact]
    public async Task Record_StoresAndPublishesTheVerdict_Once()
    {
        var board = await _useCase.AddBoardAsync("Corners");

        (await RecordAsync(board.Id, 1, Verdict.Unique)).Should().BeTrue();
        (await RecordAsync(board.Id, 1, Verdict.Unique)).Should().BeFalse();

        _useCase.Published.Should().Equal(new BoardChecked(board.Id, "Corners", "ada", Verdict.Unique));
        _useCase.UnsavedAtPublish.Should().BeFalse();
        await using var db = _useCase.NewContext();
        (await db.Boards.SingleAsync()).Should().BeEquivalentTo(new { Verdict = Verdict.Unique, CheckedRevision = 1, Revision = 1, Difficulty = 12 });
    }

    [Fact]
    public async Task Record_PublishesNothing_WhenTheBoardHasChangedOrIsDeleted()
    {
        var board = await _useCase.AddBoardAsync("Corners");
        await using (var db = _useCase.NewContext())
        {
            (await db.Boards.SingleAsync()).Update("Corners", board.Grid, BoardRule.PairsOnly, _useCase.Clock.Now);
            await db.SaveChangesAsync();
        }

        (await RecordAsync(board.Id, 1, Verdict.Unique)).Should().BeFalse();
        (await RecordAsync(404, 1, Verdict.Unique)).Should().BeFalse();

        _useCase.Published.Should().BeEmpty();
        await using var after = _useCase.NewContext();
        (await after.Boards.SingleAsync()).Verdict.Should().Be(Verdict.Unknown);
    }

    private async Task<long?> FindAsync()
    {
        await using var db = _useCase.NewContext();
        return await new FindUncheckedBoardHandler(db, _useCase.Clock).Handle(new FindUncheckedBoard(), default);
    }

    private async Task<ClaimedBoard?> ClaimAsync(long id)
    {
        await using var db = _useCase.NewContext();
        return await new ClaimBoardHandler(db, _useCase.Clock).Handle(new ClaimBoard(id, Minute), default);
    }

    private Task<bool> RecordAsync(long id, int revision, Verdict verdict) =>
        new RecordVerdictHandler(_useCase.Db, _useCase.Mediator).Handle(new RecordVerdict(id, revision, verdict, 12), default);
}

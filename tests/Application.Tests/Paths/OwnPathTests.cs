using Dots.Application.Common;
using Dots.Application.Paths;
using Dots.Domain.Boards;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Tests.Paths;

public sealed class OwnPathTests : IDisposable
{
    private readonly UseCase _useCase = new(UseCase.Bob);

    public void Dispose() => _useCase.Dispose();

    [Fact]
    public async Task DeletePath_PublishesPathDeleted_WhenThePathExists()
    {
        var board = await _useCase.AddBoardAsync("Corners");
        var path = await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedRow);
        await _useCase.AddPathAsync(board, UseCase.Ada, Lines.RedRow);

        await DeleteAsync(board.Id);

        _useCase.Published.Should().Equal(new PathDeleted(path.Id, board.Id, "Corners", 1, _useCase.Caller, _useCase.Clock.Now));
        _useCase.UnsavedAtPublish.Should().BeFalse();
        (await _useCase.Db.Paths.SingleAsync()).Username.Should().Be("ada");
    }

    [Fact]
    public async Task DeletePath_Throws_WhenOnlyOthersHaveAPath()
    {
        var board = await _useCase.AddBoardAsync();
        await _useCase.AddPathAsync(board, UseCase.Ada, Lines.RedRow);

        var delete = () => DeleteAsync(board.Id);

        await delete.Should().ThrowAsync<NotFoundException>();
        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task DeletePath_Throws_WhenThePathHasAnotherRevision()
    {
        var board = await _useCase.AddBoardAsync();
        await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedRow);

        var delete = () => DeleteAsync(board.Id, 2);

        (await delete.Should().ThrowAsync<StaleException>()).Which.CurrentRevision.Should().Be(1);
        _useCase.Published.Should().BeEmpty();
        (await _useCase.Db.Paths.CountAsync()).Should().Be(1);
    }

    [Fact]
    public async Task GetPath_ReturnsTheCallersPath_WhenOthersHavePathsToo()
    {
        var board = await _useCase.AddBoardAsync();
        await _useCase.AddPathAsync(board, UseCase.Ada, Lines.RedRow);
        var own = await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedStart);

        var shown = await GetAsync(board.Id);

        (shown.Id, shown.Connected, shown.Solved, shown.Stale).Should().Be((own.Id, false, false, false));
    }

    [Fact]
    public async Task GetPath_ReturnsAStaleUnsolvedPath_WhenTheGeometryHasChanged()
    {
        var board = await _useCase.AddBoardAsync();
        await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedRow);
        await using (var db = _useCase.NewContext())
        {
            var stored = await db.Boards.SingleAsync();
            stored.Update(stored.Name, Grid.Create(2, 3, stored.Dots), stored.Rule, _useCase.Clock.Now);
            await db.SaveChangesAsync();
        }

        var shown = await GetAsync(board.Id);

        (shown.Connected, shown.Solved, shown.Stale, shown.BoardRevision).Should().Be((true, false, true, 1));
        shown.Lines.Should().ContainSingle().Which.Color.Should().Be("#FF0000");
        (await ListAsync(null, null)).Items.Should().ContainSingle().Which.Should().BeEquivalentTo(shown);
    }

    [Fact]
    public async Task GetPath_Throws_WhenTheBoardOrThePathIsMissing()
    {
        var board = await _useCase.AddBoardAsync();

        var noPath = () => GetAsync(board.Id);
        var noBoard = () => GetAsync(404);

        await noPath.Should().ThrowAsync<NotFoundException>().WithMessage("There is no path of yours on board 1.");
        await noBoard.Should().ThrowAsync<NotFoundException>().WithMessage("There is no board 404.");
    }

    [Fact]
    public async Task ListPaths_ReturnsTheCallersPathsWithBoardNames_WhenAllPagesAreRead()
    {
        for (var i = 1; i <= 5; i++)
        {
            var board = await _useCase.AddBoardAsync($"Board {i}");
            await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedStart);
            await _useCase.AddPathAsync(board, UseCase.Ada, Lines.RedStart);
        }

        var first = await ListAsync(2, null);
        var second = await ListAsync(2, first.NextCursor);
        var third = await ListAsync(2, second.NextCursor);

        new[] { first, second, third }.SelectMany(page => page.Items).Select(path => path.BoardName)
            .Should().Equal("Board 5", "Board 4", "Board 3", "Board 2", "Board 1");
        third.NextCursor.Should().BeNull();
    }

    [Fact]
    public async Task ListPaths_Throws_WhenTheCursorIsFromAnotherList()
    {
        var list = () => ListAsync(2, new PageCursor("name", "A", 1).ToString());

        await list.Should().ThrowAsync<ValidationException>();
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void ListPaths_RejectsTheLimit_WhenItIsOutOfRange(int limit, bool isValid)
    {
        new ListPathsValidator().Validate(new ListPaths(limit, null, Callers.Ada)).IsValid.Should().Be(isValid);
    }

    private Task DeleteAsync(long boardId, Precondition? precondition = null) =>
        new DeletePathHandler(_useCase.Db, _useCase.Mediator, _useCase.Clock).Handle(new DeletePath(boardId, precondition, _useCase.Caller), default);

    private Task<PathDto> GetAsync(long boardId) =>
        new GetPathHandler(_useCase.Db, _useCase.Mapper).Handle(new GetPath(boardId, _useCase.Caller), default);

    private Task<Page<PathSummaryDto>> ListAsync(int? limit, string? cursor) =>
        new ListPathsHandler(_useCase.Db, _useCase.Mapper).Handle(new ListPaths(limit, cursor, _useCase.Caller), default);
}

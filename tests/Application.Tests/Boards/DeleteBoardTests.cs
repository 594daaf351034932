using Dots.Application.Boards;
using Dots.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Tests.Boards;

public sealed class DeleteBoardTests : IDisposable
{
    private readonly UseCase _useCase = new();

    public void Dispose() => _useCase.Dispose();

    [Fact]
    public async Task Handle_PublishesBoardDeleted_WhenTheBoardExists()
    {
        var board = await _useCase.AddBoardAsync("Corners");

        await HandleAsync(board.Id);

        _useCase.Published.Should().Equal(new BoardDeleted(board.Id, "Corners", "ada"));
        _useCase.UnsavedAtPublish.Should().BeFalse();
    }

    [Fact]
    public async Task Handle_DeletesThePathsOfAllUsers_WhenTheBoardIsDeleted()
    {
        var board = await _useCase.AddBoardAsync();
        var other = await _useCase.AddBoardAsync("Other");
        await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedRow);
        await _useCase.AddPathAsync(other, UseCase.Bob, Lines.RedRow);

        await HandleAsync(board.Id);

        await using var db = _useCase.NewContext();
        (await db.Boards.SingleAsync()).Id.Should().Be(other.Id);
        (await db.Paths.SingleAsync()).BoardId.Should().Be(other.Id);
    }

    [Fact]
    public async Task Handle_Throws_WhenTheRevisionIsNotTheExpectedOne()
    {
        var board = await _useCase.AddBoardAsync();

        var handle = () => HandleAsync(board.Id, expectedRevision: 0);

        await handle.Should().ThrowAsync<StaleException>();
        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_Throws_WhenTheCallerDoesNotOwnTheBoard()
    {
        var board = await _useCase.AddBoardAsync(owner: UseCase.Bob);

        var handle = () => HandleAsync(board.Id);

        await handle.Should().ThrowAsync<ForbiddenException>();
        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_Throws_WhenTheBoardDoesNotExist()
    {
        var handle = () => HandleAsync(404);

        await handle.Should().ThrowAsync<NotFoundException>();
    }

    private Task HandleAsync(long id, int? expectedRevision = null) =>
        new DeleteBoardHandler(_useCase.Db, _useCase.Mediator).Handle(new DeleteBoard(id, expectedRevision, _useCase.Caller), default);
}

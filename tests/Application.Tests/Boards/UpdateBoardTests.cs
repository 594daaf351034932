using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Domain;
using Dots.Domain.Boards;

namespace Dots.Application.Tests.Boards;

public sealed class UpdateBoardTests : IDisposable
{
    private readonly UseCase _useCase = new();

    public void Dispose() => _useCase.Dispose();

    [Fact]
    public async Task Handle_PublishesBoardUpdatedWithTheNewName_WhenTheBoardIsRenamed()
    {
        var board = await _useCase.AddBoardAsync("Corners");

        var shown = await HandleAsync(Drafts.Update(board.Id, name: "Edges"));

        (shown.Name, shown.Revision).Should().Be(("Edges", 2));
        _useCase.Published.Should().Equal(new BoardUpdated(board.Id, "Edges", "ada"));
        _useCase.UnsavedAtPublish.Should().BeFalse();
    }

    [Fact]
    public async Task Handle_PublishesNothing_WhenNothingChanges()
    {
        var board = await _useCase.AddBoardAsync("Corners");

        (await HandleAsync(Drafts.Update(board.Id))).Revision.Should().Be(1);

        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_KeepsTheRule_WhenNoneIsSent()
    {
        var board = await _useCase.AddBoardAsync(rule: BoardRule.PairsOnly);

        (await HandleAsync(Drafts.Update(board.Id, name: "Edges"))).Rule.Should().Be(BoardRule.PairsOnly);
    }

    [Fact]
    public async Task Handle_RecountsSolutions_WhenTheBoardChanges()
    {
        var board = await _useCase.AddBoardAsync(rows: 2, rule: BoardRule.PairsOnly);
        await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedRow);

        var pairs = await HandleAsync(Drafts.Update(board.Id, rows: 2, name: "Edges"));
        var all = await HandleAsync(Drafts.Update(board.Id, rows: 2, rule: "all_cells"));

        (pairs.PathCount, pairs.SolvedCount).Should().Be((1, 1));
        (all.PathCount, all.SolvedCount).Should().Be((1, 0));
    }

    [Fact]
    public async Task Handle_Throws_WhenTheRevisionIsNotTheExpectedOne()
    {
        var board = await _useCase.AddBoardAsync();

        var handle = () => HandleAsync(Drafts.Update(board.Id, expectedRevision: 2, name: "Edges"));

        (await handle.Should().ThrowAsync<StaleException>()).Which.CurrentRevision.Should().Be(1);
        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_Throws_WhenTheCallerDoesNotOwnTheBoard()
    {
        var board = await _useCase.AddBoardAsync(owner: UseCase.Bob);

        // Ownership is checked before the revision.
        var handle = () => HandleAsync(Drafts.Update(board.Id, expectedRevision: 2));

        await handle.Should().ThrowAsync<ForbiddenException>().WithMessage("*belongs to bob*");
        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_Throws_WhenTheBoardDoesNotExist()
    {
        var handle = () => HandleAsync(Drafts.Update(404));

        await handle.Should().ThrowAsync<NotFoundException>().WithMessage("There is no board 404.");
    }

    [Fact]
    public async Task Handle_DoesNotChangeTheBoard_WhenADomainRuleIsBroken()
    {
        var board = await _useCase.AddBoardAsync();

        var handle = () => HandleAsync(Drafts.Update(board.Id, cols: 2));

        await handle.Should().ThrowAsync<DomainException>();
        _useCase.Db.ChangeTracker.HasChanges().Should().BeFalse();
        _useCase.Published.Should().BeEmpty();
    }

    private Task<BoardDto> HandleAsync(UpdateBoard request) =>
        new UpdateBoardHandler(_useCase.Db, _useCase.Mediator, _useCase.Clock, _useCase.Mapper).Handle(request with { Caller = _useCase.Caller }, default);
}

using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Domain;
using Dots.Domain.Boards;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Tests.Boards;

public sealed class CreateBoardTests : IDisposable
{
    private readonly UseCase _useCase = new();

    public void Dispose() => _useCase.Dispose();

    [Fact]
    public async Task Handle_PublishesBoardCreatedWithTheGeneratedId_WhenTheBoardIsSaved()
    {
        await _useCase.AddBoardAsync();

        var board = await HandleAsync(Drafts.Create("  Plansza testowa "));

        board.Id.Should().Be(2);
        _useCase.Published.Should().Equal(new BoardCreated(2, "Plansza testowa", "ada"));
    }

    [Fact]
    public async Task Handle_SavesBeforePublishing_WhenTheDraftIsValid()
    {
        await HandleAsync(Drafts.Create());

        _useCase.UnsavedAtPublish.Should().BeFalse();
        _useCase.Published.Should().ContainSingle();
    }

    [Fact]
    public async Task Handle_StoresAndReturnsTheBoard_WhenTheDraftIsValid()
    {
        var shown = await HandleAsync(Drafts.Create(rule: "pairs_only"));

        await using var db = _useCase.NewContext();
        var stored = await db.Boards.SingleAsync();
        stored.Should().BeEquivalentTo(new
        {
            Name = "Plansza testowa",
            Rows = 1,
            Cols = 3,
            Rule = BoardRule.PairsOnly,
            CreatorId = 1L,
            CreatorUsername = "ada",
            CreatedAt = _useCase.Clock.Now,
            Revision = 1,
        });
        shown.Should().BeEquivalentTo(new
        {
            stored.Id,
            stored.Name,
            stored.Rows,
            stored.Cols,
            Dots = Drafts.RedPair,
            stored.Rule,
            Verdict = Verdict.Unknown,
            CreatorUsername = "ada",
            stored.CreatedAt,
            UpdatedAt = stored.CreatedAt,
            Revision = 1,
            PathCount = 0,
            SolvedCount = 0,
        });
    }

    [Fact]
    public async Task Handle_DefaultsToAllCells_WhenNoRuleIsSent()
    {
        (await HandleAsync(Drafts.Create(rule: null))).Rule.Should().Be(BoardRule.AllCells);
    }

    [Fact]
    public async Task Handle_PublishesNothing_WhenADomainRuleIsBroken()
    {
        var handle = () => HandleAsync(Drafts.Create(cols: 2));

        await handle.Should().ThrowAsync<DomainException>();
        _useCase.Published.Should().BeEmpty();
        _useCase.Db.ChangeTracker.HasChanges().Should().BeFalse();
    }

    [Fact]
    public async Task Handle_Throws_WhenTheCallerIsNotSignedIn()
    {
        _useCase.SignOut();

        var handle = () => HandleAsync(Drafts.Create());

        await handle.Should().ThrowAsync<NotSignedInException>();
        _useCase.Published.Should().BeEmpty();
    }

    private Task<BoardDto> HandleAsync(CreateBoard request) =>
        new CreateBoardHandler(_useCase.Db, _useCase.Mediator, _useCase.Clock, _useCase.Mapper).Handle(request with { Caller = _useCase.Caller }, default);
}

using Dots.Application.Common;
using Dots.Application.Paths;
using Dots.Domain;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Tests.Paths;

public sealed class SavePathTests : IDisposable
{
    private static readonly LineDto RedRow = new("#ff0000", [new(0, 0), new(0, 1), new(0, 2)]);
    private static readonly LineDto RedStart = new("#FF0000", [new(0, 0)]);

    private readonly UseCase _useCase = new(UseCase.Bob);

    public void Dispose() => _useCase.Dispose();

    [Fact]
    public async Task Handle_PublishesPathCreated_WhenTheUserHasNoPathYet()
    {
        var board = await _useCase.AddBoardAsync("Corners");

        var saved = await HandleAsync(new SavePath(board.Id, 1, [RedStart], null, _useCase.Caller));

        saved.Created.Should().BeTrue();
        _useCase.Published.Should().Equal(new PathCreated(saved.Path.Id, board.Id, "Corners", 1, _useCase.Caller, _useCase.Clock.Now));
        saved.Path.Id.Should().BePositive();
        _useCase.UnsavedAtPublish.Should().BeFalse();
    }

    [Fact]
    public async Task Handle_PublishesPathUpdated_WhenTheUserHasAPath()
    {
        var board = await _useCase.AddBoardAsync("Corners", rows: 2);
        var path = await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedStart);

        var saved = await HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller));

        saved.Created.Should().BeFalse();
        (saved.Path.Id, saved.Path.Revision).Should().Be((path.Id, 2));
        _useCase.Published.Should().Equal(new PathUpdated(path.Id, board.Id, "Corners", 2, _useCase.Caller, _useCase.Clock.Now));
        _useCase.UnsavedAtPublish.Should().BeFalse();
    }

    [Fact]
    public async Task Handle_PublishesNothing_WhenTheLinesAreTheSame()
    {
        var board = await _useCase.AddBoardAsync();
        await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedStart);

        (await HandleAsync(new SavePath(board.Id, null, [RedStart], null, _useCase.Caller))).Path.Revision.Should().Be(1);

        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_PublishesBoardSolvedOnce_WhenThePathSolvesTheBoard()
    {
        var board = await _useCase.AddBoardAsync("Corners");

        var first = await HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller));
        await HandleAsync(new SavePath(board.Id, null, [RedStart], null, _useCase.Caller));
        await HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller));

        var id = first.Path.Id;
        first.Path.Solved.Should().BeTrue();
        _useCase.Published.Should().Equal(
            new PathCreated(id, board.Id, "Corners", 1, _useCase.Caller, _useCase.Clock.Now),
            new BoardSolved(id, board.Id, "Corners", "bob"),
            new PathUpdated(id, board.Id, "Corners", 2, _useCase.Caller, _useCase.Clock.Now),
            new PathUpdated(id, board.Id, "Corners", 3, _useCase.Caller, _useCase.Clock.Now));
        _useCase.UnsavedAtPublish.Should().BeFalse();
    }

    [Fact]
    public async Task Handle_PublishesNoSecondBoardSolved_WhenThePathWasDeletedInBetween()
    {
        var board = await _useCase.AddBoardAsync();
        await HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller));
        await new DeletePathHandler(_useCase.Db, _useCase.Mediator, _useCase.Clock).Handle(new DeletePath(board.Id, null, _useCase.Caller), default);

        await HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller));

        _useCase.Published.OfType<BoardSolved>().Should().ContainSingle();
    }

    [Fact]
    public async Task Handle_PublishesBoardSolvedPerUser_WhenSeveralSolveABoard()
    {
        var board = await _useCase.AddBoardAsync();
        await HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller));
        _useCase.SignIn(UseCase.Ada);

        await HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller));

        _useCase.Published.OfType<BoardSolved>().Select(solved => solved.Username).Should().Equal("bob", "ada");
    }

    [Fact]
    public async Task Handle_DoesNotReportASolution_WhenCellsStayEmptyUnderAllCells()
    {
        var board = await _useCase.AddBoardAsync(rows: 2);

        var saved = await HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller));

        (saved.Path.Connected, saved.Path.Filled, saved.Path.Solved).Should().Be((true, false, false));
        _useCase.Published.OfType<BoardSolved>().Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_StoresOneFreeLine_WhenCellsAreSent()
    {
        var board = await _useCase.AddBoardAsync();

        var saved = await HandleAsync(new SavePath(board.Id, null, null, [new CellDto(0, 0), new CellDto(0, 1)], _useCase.Caller));

        saved.Path.Lines.Should().ContainSingle().Which.Should().BeEquivalentTo(new LineDto(null, [new(0, 0), new(0, 1)]));
    }

    [Fact]
    public async Task Handle_Throws_WhenTheBoardHasChangedSince()
    {
        var board = await _useCase.AddBoardAsync();

        var handle = () => HandleAsync(new SavePath(board.Id, 2, [RedRow], null, _useCase.Caller));

        await handle.Should().ThrowAsync<ConflictException>().WithMessage("*revision 2*current revision is 1*");
        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_Throws_WhenAPathExistsAndTheRequestExpectsNone()
    {
        var board = await _useCase.AddBoardAsync();
        await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedStart);

        var handle = () => HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller, CreateOnly: true));

        await handle.Should().ThrowAsync<ConflictException>();
        _useCase.Published.Should().BeEmpty();
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(0, false)]
    public async Task Handle_ReplacesThePath_OnlyIfItHasTheExpectedRevision(int? revision, bool isSaved)
    {
        var board = await _useCase.AddBoardAsync();
        await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedStart);

        var handle = () => HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller) { Revision = revision });

        if (isSaved)
        {
            (await handle()).Path.Revision.Should().Be(2);
        }
        else
        {
            (await handle.Should().ThrowAsync<StaleException>()).Which.CurrentRevision.Should().Be(1);
            _useCase.Published.Should().BeEmpty();
        }
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task Handle_CreatesThePath_OnlyIfNoRevisionIsExpected(int? revision, bool isSaved)
    {
        var board = await _useCase.AddBoardAsync();

        var handle = () => HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller) { Revision = revision });

        if (isSaved)
        {
            (await handle()).Created.Should().BeTrue();
        }
        else
        {
            (await handle.Should().ThrowAsync<StaleException>()).Which.CurrentRevision.Should().BeNull();
            _useCase.Published.Should().BeEmpty();
        }
    }

    [Fact]
    public async Task Handle_Throws_WhenThePathWasDrawnAgainWithTheSameRevision()
    {
        var board = await _useCase.AddBoardAsync();
        var path = await _useCase.AddPathAsync(board, UseCase.Bob, Lines.RedStart);
        var other = new Precondition(new Versions(Any: false, [$"1.{path.Id + 1}"]), null);
        var same = new Precondition(new Versions(Any: false, [$"1.{path.Id}"]), null);

        var handle = () => HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller) { Precondition = other });

        await handle.Should().ThrowAsync<StaleException>();
        (await HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller) { Precondition = same })).Path.Revision.Should().Be(2);
    }

    [Fact]
    public void Validate_Fails_WhenTheRevisionIsNegative() =>
        FieldsOf(new SavePath(1, null, [], null, Callers.Ada) { Revision = -1 }).Should().ContainSingle();

    [Fact]
    public async Task Handle_DoesNotChangeOthersPaths_WhenAPathIsSaved()
    {
        var board = await _useCase.AddBoardAsync();
        await _useCase.AddPathAsync(board, UseCase.Ada, Lines.RedStart);

        var saved = await HandleAsync(new SavePath(board.Id, null, [RedRow], null, _useCase.Caller, CreateOnly: true));

        saved.Created.Should().BeTrue();
        await using var db = _useCase.NewContext();
        (await db.Paths.SingleAsync(path => path.Username == "ada")).Lines.Should().Equal(Lines.RedStart);
    }

    [Fact]
    public async Task Handle_ReportsTheCellByItsFieldInTheRequest_WhenItIsInvalid()
    {
        var board = await _useCase.AddBoardAsync();

        var cells = () => HandleAsync(new SavePath(board.Id, null, null, [new CellDto(0, 0), new CellDto(0, 2)], _useCase.Caller));
        var lines = () => HandleAsync(new SavePath(board.Id, null, [new LineDto(null, [new(0, 0), new(0, 2)])], null, _useCase.Caller));

        (await cells.Should().ThrowAsync<DomainException>()).Which.Violations.Should().ContainSingle().Which.Field.Should().Be("cells[1]");
        (await lines.Should().ThrowAsync<DomainException>()).Which.Violations
            .Should().ContainSingle().Which.Field.Should().Be("lines[0].cells[1]");
        _useCase.Published.Should().BeEmpty();
    }

    [Fact]
    public async Task Handle_Throws_WhenTheBoardDoesNotExist()
    {
        var handle = () => HandleAsync(new SavePath(404, null, [RedRow], null, _useCase.Caller));

        await handle.Should().ThrowAsync<NotFoundException>();
    }

    [Fact]
    public void Validate_ReportsEveryMissingPart_WhenSeveralAreMissing()
    {
        var save = new SavePath(1, null, [null, new LineDto("red", null), new LineDto(null, [null, new(null, 1), new(1, null)])], null, Callers.Ada);

        FieldsOf(save).Should().BeEquivalentTo(
            "lines[0]", "lines[1].color", "lines[1].cells", "lines[2].cells[0]", "lines[2].cells[1].row", "lines[2].cells[2].col");
        FieldsOf(new SavePath(1, null, null, [null, new(null, 1)], Callers.Ada)).Should().BeEquivalentTo("cells[0]", "cells[1].row");
    }

    [Fact]
    public void Validate_Fails_WhenNeitherOrBothOfLinesAndCellsAreGiven()
    {
        FieldsOf(new SavePath(1, null, null, null, Callers.Ada)).Should().ContainSingle();
        FieldsOf(new SavePath(1, null, [], [], Callers.Ada)).Should().ContainSingle();
        FieldsOf(new SavePath(1, null, [], null, Callers.Ada)).Should().BeEmpty();
    }

    [Fact]
    public void Validate_LimitsTheNumberOfErrors_WhenThePathIsGarbage()
    {
        FieldsOf(new SavePath(1, null, [new LineDto(null, new CellDto?[300_000])], null, Callers.Ada)).Should().HaveCount(DomainException.MaxViolations);
    }

    private static IReadOnlyList<string> FieldsOf(SavePath save) =>
        [.. new SavePathValidator().Validate(save).Errors.Select(error => error.PropertyName)];

    private Task<SavedPath> HandleAsync(SavePath request) =>
        new SavePathHandler(_useCase.Db, _useCase.Mediator, _useCase.Clock, _useCase.Mapper).Handle(request, default);
}

using Dots.Application.Boards;
using Dots.Domain;
using FluentValidation;

namespace Dots.Application.Tests.Boards;

public sealed class BoardDraftValidatorTests
{
    private readonly CreateBoardValidator _validator = new();

    // As the application is composed, and before a validator is, which asks for names once.
    static BoardDraftValidatorTests() => ValidatorOptions.Global.PropertyNameResolver = (_, member, _) => member?.Name.ToLowerInvariant();

    [Fact]
    public void Validate_FindsNothing_WhenTheDraftIsGood()
    {
        _validator.Validate(Drafts.Create()).IsValid.Should().BeTrue();
        _validator.Validate(new CreateBoard("No dots", 1, 1, null, null, Callers.Ada)).IsValid.Should().BeTrue();
    }

    [Fact]
    public void Validate_NamesAllThatIsMissing_WhenNothingIsThere()
    {
        FieldsOf(new CreateBoard(null, null, null, null, null, Callers.Ada)).Should().BeEquivalentTo("name", "rows", "cols");
    }

    [Fact]
    public void Validate_TellsTheNameAndTheGridTogether_WhenBothBreakRules()
    {
        var draft = Drafts.Create(name: "a\nb", rows: 51, dots: [new DotDto(0, 0, "#FF0000")], rule: "fun");

        FieldsOf(draft).Should().BeEquivalentTo("name", "rows", "dots[0].color", "rule");
    }

    [Fact]
    public void Validate_NamesEveryUnreadableDot_WhenThereAreSeveral()
    {
        DotDto?[] dots = [new(null, 0, "#FF0000"), null, new(0, null, "red"), new(0, 1, null)];
        var draft = Drafts.Create(cols: 0, dots: dots);

        FieldsOf(draft).Should().BeEquivalentTo("dots[0].row", "dots[1]", "dots[2].col", "dots[2].color", "dots[3].color", "cols");
    }

    [Fact]
    public void Validate_TellsWhatIsWrongWithTheDots_WhenTheSizeIsMissing()
    {
        var draft = Drafts.Create(rows: null, dots: [new DotDto(0, 0, "#FF0000")]);

        FieldsOf(draft).Should().BeEquivalentTo("rows", "dots[0].color");
    }

    [Theory]
    [InlineData("all_cells", true)]
    [InlineData("pairs_only", true)]
    [InlineData(null, true)]
    [InlineData("AllCells", false)]
    [InlineData("", false)]
    public void Validate_KnowsTheRules_AsTheApiWritesThem(string? rule, bool isValid)
    {
        _validator.Validate(Drafts.Create(rule: rule)).IsValid.Should().Be(isValid);
    }

    [Fact]
    public void Validate_HasSoonSeenEnough_WhenTheDraftIsGarbage()
    {
        var dots = new DotDto?[300_000];

        var result = _validator.Validate(Drafts.Create(dots: dots));

        result.Errors.Should().HaveCount(DomainException.MaxViolations);
    }

    [Fact]
    public void Validate_AppliesToUpdatesToo()
    {
        new UpdateBoardValidator().Validate(Drafts.Update(1, name: "")).Errors
            .Should().ContainSingle().Which.PropertyName.Should().Be("name");
    }

    private IEnumerable<string> FieldsOf(CreateBoard draft) => _validator.Validate(draft).Errors.Select(error => error.PropertyName);
}

using Dots.Application.Boards;
using Dots.Domain;
using FluentValidation;

namespace Dots.Application.Tests.Boards;

public sealed class BoardDraftValidatorTests
{
    private readonly CreateBoardValidator _validator = new();

    // Matches the composed application. Must run before a validator is constructed, because validators read the resolver only once.
    static BoardDraftValidatorTests() => ValidatorOptions.Global.PropertyNameResolver = (_, member, _) => member?.Name.ToLowerInvariant();

    [Fact]
    public void Validate_Succeeds_WhenTheDraftIsValid()
    {
        _validator.Validate(Drafts.Create()).IsValid.Should().BeTrue();
        _validator.Validate(new CreateBoard("No dots", 1, 1, null, null, Callers.Ada)).IsValid.Should().BeTrue();
    }

    [Fact]
    public void Validate_ReportsAllMissingFields_WhenTheDraftIsEmpty()
    {
        FieldsOf(new CreateBoard(null, null, null, null, null, Callers.Ada)).Should().BeEquivalentTo("name", "rows", "cols");
    }

    [Fact]
    public void Validate_ReportsNameAndGridTogether_WhenBothAreInvalid()
    {
        var draft = Drafts.Create(name: "a\nb", rows: 51, dots: [new DotDto(0, 0, "#FF0000")], rule: "fun");

        FieldsOf(draft).Should().BeEquivalentTo("name", "rows", "dots[0].color", "rule");
    }

    [Fact]
    public void Validate_ReportsEveryInvalidDot_WhenSeveralAreInvalid()
    {
        DotDto?[] dots = [new(null, 0, "#FF0000"), null, new(0, null, "red"), new(0, 1, null)];
        var draft = Drafts.Create(cols: 0, dots: dots);

        FieldsOf(draft).Should().BeEquivalentTo("dots[0].row", "dots[1]", "dots[2].col", "dots[2].color", "dots[3].color", "cols");
    }

    [Fact]
    public void Validate_ReportsInvalidDots_WhenTheSizeIsMissing()
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
    public void Validate_AcceptsOnlyTheRuleNamesOfTheApi_WhenARuleIsGiven(string? rule, bool isValid)
    {
        _validator.Validate(Drafts.Create(rule: rule)).IsValid.Should().Be(isValid);
    }

    [Fact]
    public void Validate_LimitsTheNumberOfErrors_WhenTheDraftIsGarbage()
    {
        var dots = new DotDto?[300_000];

        var result = _validator.Validate(Drafts.Create(dots: dots));

        result.Errors.Should().HaveCount(DomainException.MaxViolations);
    }

    [Fact]
    public void Validate_ReportsTheName_WhenAnUpdateIsInvalid()
    {
        new UpdateBoardValidator().Validate(Drafts.Update(1, name: "")).Errors
            .Should().ContainSingle().Which.PropertyName.Should().Be("name");
    }

    private IEnumerable<string> FieldsOf(CreateBoard draft) => _validator.Validate(draft).Errors.Select(error => error.PropertyName);
}

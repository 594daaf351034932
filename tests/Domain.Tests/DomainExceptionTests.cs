namespace Dots.Domain.Tests;

public sealed class DomainExceptionTests
{
    private static RuleViolation Violation(int number) => new($"dots[{number}]", "on_grid", $"Sentence {number}.");

    [Fact]
    public void Message_IsThatOfTheViolation_WhenThereIsOne()
    {
        new DomainException([Violation(0)]).Message.Should().Be("Sentence 0.");
    }

    [Fact]
    public void Message_CountsTheOthers_WhenThereAreMore()
    {
        new DomainException([Violation(0), Violation(1), Violation(2)]).Message.Should().Be("Sentence 0. (2 more)");
    }

    [Fact]
    public void Violations_AreTruncated_WhenThereAreTooMany()
    {
        var violations = Enumerable.Range(0, DomainException.MaxViolations + 1).Select(Violation).ToList();

        new DomainException(violations).Violations.Should().Equal(violations.Take(DomainException.MaxViolations));
    }

    [Fact]
    public void Constructor_Throws_WhenThereAreNoViolations()
    {
        FluentActions.Invoking(() => new DomainException([])).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new DomainException(null!)).Should().Throw<ArgumentNullException>();
    }
}

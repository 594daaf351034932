namespace Dots.Domain.Tests;

internal static class Rejection
{
    /// <summary>Asserts that the action throws a <see cref="DomainException"/>, and returns its violations.</summary>
    public static IReadOnlyList<RuleViolation> Of(Action action) => action.Should().Throw<DomainException>().Which.Violations;

    /// <summary>Asserts that this is the only violation, and that its message contains these words.</summary>
    public static void ShouldBe(this IReadOnlyList<RuleViolation> violations, string field, string rule, params string[] words)
    {
        var violation = violations.Should().ContainSingle().Which;
        violation.Field.Should().Be(field);
        violation.Rule.Should().Be(rule);
        words.Where(word => !violation.Message.Contains(word)).Should().BeEmpty("the message is {0}", violation.Message);
    }
}

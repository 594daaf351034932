namespace Dots.Domain.Tests;

internal static class Rejection
{
    /// <summary>What a deed that must be rejected was rejected for.</summary>
    public static IReadOnlyList<RuleViolation> Of(Action deed) => deed.Should().Throw<DomainException>().Which.Violations;

    /// <summary>Exactly this violation, with these words in its message.</summary>
    public static void ShouldBe(this IReadOnlyList<RuleViolation> violations, string field, string rule, params string[] words)
    {
        var violation = violations.Should().ContainSingle().Which;
        violation.Field.Should().Be(field);
        violation.Rule.Should().Be(rule);
        words.Where(word => !violation.Message.Contains(word)).Should().BeEmpty("the message is {0}", violation.Message);
    }
}

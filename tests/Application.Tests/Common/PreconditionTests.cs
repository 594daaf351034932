using Dots.Application.Common;

namespace Dots.Application.Tests.Common;

public sealed class PreconditionTests
{
    private static readonly DateTimeOffset Modified = new(2026, 1, 5, 8, 30, 0, 700, TimeSpan.Zero);

    /// <summary>Every combination that RFC 9110 section 13.2.2 tells apart. The current version is v; times are in seconds after it was made.</summary>
    [Theory]
    [InlineData(null, null, null, null, PreconditionOutcome.Met)]
    [InlineData("v", null, null, null, PreconditionOutcome.Met)]
    [InlineData("w,v", null, null, null, PreconditionOutcome.Met)]
    [InlineData("*", null, null, null, PreconditionOutcome.Met)]
    [InlineData("w", null, null, null, PreconditionOutcome.Failed)]
    [InlineData("", null, null, null, PreconditionOutcome.Failed)]
    [InlineData(null, "v", null, null, PreconditionOutcome.Known)]
    [InlineData(null, "*", null, null, PreconditionOutcome.Known)]
    [InlineData(null, "w", null, null, PreconditionOutcome.Met)]
    [InlineData("v", "v", null, null, PreconditionOutcome.Known)]
    [InlineData("w", "v", null, null, PreconditionOutcome.Failed)]
    [InlineData(null, null, 0, null, PreconditionOutcome.Met)]
    [InlineData(null, null, -1, null, PreconditionOutcome.Failed)]
    [InlineData("v", null, -1, null, PreconditionOutcome.Met)]
    [InlineData(null, "v", -1, null, PreconditionOutcome.Failed)]
    [InlineData(null, null, null, 0, PreconditionOutcome.Known)]
    [InlineData(null, null, null, -1, PreconditionOutcome.Met)]
    [InlineData(null, "w", null, 0, PreconditionOutcome.Met)]
    [InlineData(null, "v", null, -1, PreconditionOutcome.Known)]
    public void Evaluate_TakesTheConditionsInOrder(string? match, string? noneMatch, int? unmodifiedSince, int? modifiedSince, PreconditionOutcome expected)
    {
        var precondition = Of(match, noneMatch) with
        {
            UnmodifiedSince = TimeAt(unmodifiedSince),
            ModifiedSince = TimeAt(modifiedSince),
        };

        precondition.Evaluate("v", Modified).Should().Be(expected);
    }

    [Theory]
    [InlineData("*", null, PreconditionOutcome.Failed)]
    [InlineData("v", null, PreconditionOutcome.Failed)]
    [InlineData(null, "*", PreconditionOutcome.Met)]
    [InlineData(null, "v", PreconditionOutcome.Met)]
    public void Evaluate_MatchesNoVersion_WhenTheResourceDoesNotExist(string? match, string? noneMatch, PreconditionOutcome expected) =>
        Of(match, noneMatch).Evaluate(null).Should().Be(expected);

    [Fact]
    public void Evaluate_IgnoresTimes_WhenTheResourceHasNone() =>
        (Of(null, null) with { UnmodifiedSince = Modified, ModifiedSince = Modified }).Evaluate("v").Should().Be(PreconditionOutcome.Met);

    private static DateTimeOffset? TimeAt(int? seconds) => seconds is { } after ? Modified.AddMilliseconds(-700).AddSeconds(after) : null;

    private static Precondition Of(string? match, string? noneMatch) => new(VersionsIn(match), VersionsIn(noneMatch));

    private static Versions? VersionsIn(string? list) =>
        list is null ? null : new Versions(list == "*", list.Split(',', StringSplitOptions.RemoveEmptyEntries));
}

using System.Diagnostics.CodeAnalysis;
using Dots.Domain.Boards;

namespace Dots.Application.Boards;

/// <summary>The names of a board's rules on the wire.</summary>
internal static class RuleNames
{
    public const string Expected = "The rule is all_cells or pairs_only.";

    public static bool TryParse([NotNullWhen(true)] string? text, out BoardRule rule)
    {
        (var known, rule) = text switch
        {
            "all_cells" => (true, BoardRule.AllCells),
            "pairs_only" => (true, BoardRule.PairsOnly),
            _ => (false, default),
        };
        return known;
    }

    public static BoardRule Parse(string text) => TryParse(text, out var rule) ? rule : throw new ArgumentException(Expected, nameof(text));
}

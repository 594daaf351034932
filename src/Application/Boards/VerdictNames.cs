using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Dots.Domain.Boards;

namespace Dots.Application.Boards;

/// <summary>The names of verdicts on the wire.</summary>
internal static class VerdictNames
{
    private static readonly Dictionary<string, Verdict> ByName = Enum.GetValues<Verdict>().ToDictionary(Of);

    public static readonly string Expected = $"A verdict is one of {string.Join(", ", ByName.Keys)}.";

    public static string Of(Verdict verdict) => JsonNamingPolicy.SnakeCaseLower.ConvertName(verdict.ToString());

    public static bool TryParse([NotNullWhen(true)] string? text, out Verdict verdict)
    {
        verdict = default;
        return text is not null && ByName.TryGetValue(text, out verdict);
    }
}

namespace Dots.Web.Http;

/// <summary>Query parameters that hold several values, such as <c>?types=newBoard,newPath</c>.</summary>
internal static class CommaList
{
    /// <returns>The values without surrounding white space and without empty ones.</returns>
    public static IReadOnlyList<string> Parse(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

namespace Dots.Application.Common;

/// <summary>
/// Names are searched and sorted by a folded copy, because databases fold ASCII letters only, or depend on a locale.
/// </summary>
public static class SearchText
{
    /// <summary>The shadow property with the folded name of a board.</summary>
    public const string ColumnOfBoardName = "NameFolded";

    /// <summary>The shadow property with the folded name of an activity.</summary>
    public const string ColumnOfActivityName = "NameFolded";

    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim().ToUpperInvariant();
    }
}

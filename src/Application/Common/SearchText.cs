namespace Dots.Application.Common;

/// <summary>
/// Names are searched and sorted in a folded form kept beside them, because databases fold only ASCII letters or fold by a locale.
/// </summary>
public static class SearchText
{
    /// <summary>The shadow property of a board that holds its folded name.</summary>
    public const string ColumnOfBoardName = "NameFolded";

    /// <summary>The same of an activity.</summary>
    public const string ColumnOfActivityName = "NameFolded";

    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Trim().ToUpperInvariant();
    }
}

using System.Globalization;
using System.Text;

namespace Dots.Application.Common;

/// <summary>
/// Names are compared, searched and sorted by a folded copy that is stored beside them, because databases fold ASCII letters only, or depend on
/// a locale.
/// </summary>
public static class NameFolding
{
    /// <summary>The shadow property with the folded name of a board.</summary>
    public const string ColumnOfBoardName = "NameFolded";

    /// <summary>The shadow property with the folded name of an activity.</summary>
    public const string ColumnOfActivityName = "NameFolded";

    /// <summary>
    /// Of a folded name, in UTF-16 code units: an entry of a B-tree index of PostgreSQL's has at most about 2,700 bytes, and a single character can
    /// fold to as many as 18.
    /// </summary>
    public const int MaxLength = 400;

    /// <summary>
    /// Folds as NFKC_Casefold does (Unicode Standard, section 3.13), but to capital letters: composed and decomposed letters, "STRASSE" and "Straße",
    /// and full-width and ASCII letters fold to the same text, and code points that are ignored by default are dropped. Idempotent. Accepts any
    /// text; what is not valid Unicode folds to U+FFFD, and what exceeds <see cref="MaxLength"/> is cut off.
    /// </summary>
    public static string Fold(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        return Shorten(Ascii.IsValid(trimmed) ? trimmed.ToUpperInvariant() : FoldUnicode(trimmed));
    }

    private static string Shorten(string folded) => folded.Length <= MaxLength
        ? folded
        : folded[..(char.IsHighSurrogate(folded[MaxLength - 1]) ? MaxLength - 1 : MaxLength)].TrimEnd();

    private static string FoldUnicode(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in Visible(text).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (rune.Value is 'ß' or 'ẞ')
            {
                // The only letter whose folding has more than one letter once it has been decomposed (CaseFolding.txt, status F).
                folded.Append("SS");
            }
            else if (!IsIgnorable(rune))
            {
                folded.Append(Rune.ToUpperInvariant(rune));
            }
        }

        return folded.ToString().Normalize(NormalizationForm.FormKC).Trim();
    }

    // Normalize throws on unpaired surrogates, which are enumerated as U+FFFD, and on U+FFFE.
    private static string Visible(string text) =>
        string.Concat(text.EnumerateRunes().Where(rune => rune.Value != 0xFFFE && !IsIgnorable(rune)));

    // Default_Ignorable_Code_Point (Unicode Standard Annex 44).
    private static bool IsIgnorable(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value
            is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2065 or 0x3164 or 0xFFA0
            or (>= 0x180B and <= 0x180F)
            or (>= 0xFE00 and <= 0xFE0F)
            or (>= 0xFFF0 and <= 0xFFF8)
            or (>= 0xE0000 and <= 0xE0FFF);
}

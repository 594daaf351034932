using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dots.Domain;

/// <summary>
/// The characters that names may contain. Names are shown to other users within other text, so characters that break the line or change
/// the direction of the surrounding text (Unicode UAX #9) are forbidden.
/// </summary>
internal static class NameCharacters
{
    public static bool IsForbidden(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value
            is 0x2028 or 0x2029 // line and paragraph separator
            or (>= 0x202A and <= 0x202E) // bidirectional embeddings and overrides
            or (>= 0x2066 and <= 0x2069); // bidirectional isolates

    /// <summary>Whether no character is forbidden or an unpaired surrogate.</summary>
    public static bool AreAllowed(string name)
    {
        for (var rest = name.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out var rune, out var charsConsumed) != OperationStatus.Done || IsForbidden(rune))
            {
                return false;
            }

            rest = rest[charsConsumed..];
        }

        return true;
    }

    /// <summary>Whether at least one character has a visible glyph of its own.</summary>
    public static bool AreVisible(string name) => name.EnumerateRunes().Any(IsVisible);

    // The general category is not enough: some letters and unassigned code points are Default_Ignorable_Code_Point (UAX #44), and the blank
    // braille pattern U+2800 is a symbol.
    private static bool IsVisible(Rune rune) =>
        !Rune.IsWhiteSpace(rune)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)
        && rune.Value
            is not (0x115F or 0x1160 or 0x2065 or 0x2800 or 0x3164 or 0xFFA0
                or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF));
}

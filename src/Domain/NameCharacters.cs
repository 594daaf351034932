using System.Buffers;
using System.Globalization;
using System.Text;

namespace Dots.Domain;

/// <summary>
/// What may stand in a name that others are shown among other text: nothing that ends the line or changes the direction of what surrounds it.
/// </summary>
internal static class NameCharacters
{
    public static bool IsForbidden(Rune rune) =>
        Rune.IsControl(rune)
        || rune.Value
            is 0x2028 or 0x2029 // line and paragraph separator
            or (>= 0x202A and <= 0x202E) // bidirectional embeddings and overrides
            or (>= 0x2066 and <= 0x2069); // bidirectional isolates

    /// <summary>Whether none is forbidden, and none is half of a surrogate pair.</summary>
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

    /// <summary>Whether at least one leaves a mark of its own, so that the name can be seen and pointed at.</summary>
    public static bool ShowAnything(string name) => name.EnumerateRunes().Any(IsVisible);

    // Beside the categories that show nothing by themselves: what Unicode calls default ignorable (UAX #44, Default_Ignorable_Code_Point) in
    // spite of another category, and a braille cell without a dot.
    private static bool IsVisible(Rune rune) =>
        !Rune.IsWhiteSpace(rune)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.NonSpacingMark)
        && rune.Value
            is not (0x115F or 0x1160 or 0x2065 or 0x2800 or 0x3164 or 0xFFA0
                or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF));
}

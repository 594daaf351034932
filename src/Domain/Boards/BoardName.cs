using System.Buffers;
using System.Text;

namespace Dots.Domain.Boards;

/// <summary>
/// The rules of a board's name. It is shown to everyone, among other text, so it stays on one line and leaves the
/// direction of what surrounds it alone.
/// </summary>
internal static class BoardName
{
    /// <summary>The name without the white space around it; what is wrong with it is reported to the check.</summary>
    public static string Read(RuleCheck check, string text)
    {
        var name = text.Trim();
        var length = 0;

        for (var rest = name.AsSpan(); !rest.IsEmpty && length <= Board.MaxNameLength; length++)
        {
            var isWhole = Rune.DecodeFromUtf16(rest, out var rune, out var charsConsumed) == OperationStatus.Done;

            if (!isWhole || NameCharacters.IsForbidden(rune))
            {
                var codePoint = isWhole ? rune.Value : rest[0];
                check.Report(
                    "name",
                    "name_characters",
                    $"Character {length + 1} of the name is U+{codePoint:X4}: "
                    + "a name has no control characters, line separators, direction overrides or halves of surrogate pairs.");
                return name;
            }

            rest = rest[charsConsumed..];
        }

        if (length is 0 or > Board.MaxNameLength)
        {
            check.Report(
                "name",
                "name_length",
                $"A name has 1 to {Board.MaxNameLength} characters, not counting white space around it.");
        }
        else if (!NameCharacters.ShowAnything(name))
        {
            check.Report("name", "name_visible", "A name has at least one character that can be seen.");
        }

        return name;
    }
}

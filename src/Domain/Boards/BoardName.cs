using System.Buffers;
using System.Text;

namespace Dots.Domain.Boards;

/// <summary>The rules for a board's name: its length and its characters.</summary>
internal static class BoardName
{
    /// <summary>Trims white space and adds the rules that the name breaks to <paramref name="violations"/>.</summary>
    public static string Normalize(string text, ViolationList violations)
    {
        var name = text.Trim();
        var length = 0;

        for (var rest = name.AsSpan(); !rest.IsEmpty && length <= Board.MaxNameLength; length++)
        {
            var isScalar = Rune.DecodeFromUtf16(rest, out var rune, out var charsConsumed) == OperationStatus.Done;

            if (!isScalar || NameCharacters.IsForbidden(rune))
            {
                var codePoint = isScalar ? rune.Value : rest[0];
                violations.Add(
                    "name",
                    "name_characters",
                    $"Character {length + 1} of the name is U+{codePoint:X4}: "
                    + "a name has no control characters, line separators, direction overrides or unpaired surrogates.");
                return name;
            }

            rest = rest[charsConsumed..];
        }

        if (length is 0 or > Board.MaxNameLength)
        {
            violations.Add(
                "name",
                "name_length",
                $"A name has 1 to {Board.MaxNameLength} characters, not counting leading and trailing white space.");
        }
        else if (!NameCharacters.AreVisible(name))
        {
            violations.Add("name", "name_visible", "A name has at least one visible character.");
        }

        return name;
    }
}

namespace Dots.Domain.Boards;

/// <summary>
/// A dot's color in the form <c>#RRGGBB</c>. Parsing ignores letter case and normalises to upper case, so that equal colors compare equal.
/// </summary>
/// <remarks>
/// <c>default(Color)</c> is not a color: it equals no parsed color, its text cannot be parsed, and grids reject it.
/// </remarks>
public readonly record struct Color
{
    private readonly string? _text;

    private Color(string text) => _text = text;

    public static bool TryParse(string? text, out Color color)
    {
        if (text is ['#', _, _, _, _, _, _] && text.Skip(1).All(char.IsAsciiHexDigit))
        {
            color = new Color(text.ToUpperInvariant());
            return true;
        }

        color = default;
        return false;
    }

    /// <summary>For trusted text; use <see cref="TryParse"/> for a client's input.</summary>
    /// <exception cref="FormatException">The text is not of the form <c>#RRGGBB</c>.</exception>
    public static Color Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        return TryParse(text, out var color)
            ? color
            : throw new FormatException($"'{text}' is not a color of the form #RRGGBB.");
    }

    /// <summary><c>#RRGGBB</c> in upper case.</summary>
    public override string ToString() => _text ?? "(no color)";
}

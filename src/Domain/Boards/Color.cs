namespace Dots.Domain.Boards;

/// <summary>
/// A dot's color, written <c>#RRGGBB</c>. Letters are read in either case and kept in upper case, so that two spellings
/// of one color are equal.
/// </summary>
/// <remarks>
/// <c>default(Color)</c> is no color: it equals none that was parsed, cannot be parsed back, and no grid accepts it.
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

    /// <summary>For text that is known to be a color; a client's input goes through <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is not of the form <c>#RRGGBB</c>.</exception>
    public static Color Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        return TryParse(text, out var color)
            ? color
            : throw new FormatException($"'{text}' is not a color of the form #RRGGBB.");
    }

    /// <summary>The color as <c>#RRGGBB</c>, in upper case.</summary>
    public override string ToString() => _text ?? "(no color)";
}

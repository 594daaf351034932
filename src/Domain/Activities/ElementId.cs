namespace Dots.Domain.Activities;

/// <summary>
/// The id of an element of an array: a string, compared without regard to case, or a number, compared as a double. A string and a number are
/// different ids even if they read the same.
/// </summary>
public readonly struct ElementId : IEquatable<ElementId>
{
    private readonly bool _isNumber;

    private ElementId(string text, bool isNumber)
    {
        Text = text;
        _isNumber = isNumber;
    }

    /// <summary>What names the element in a removal: the string, or the number as ECMAScript formats it.</summary>
    public string Text { get; }

    /// <returns>Null if the value can be no id.</returns>
    public static ElementId? From(JsonValue? value) => value switch
    {
        JsonString text => new ElementId(text.Value, isNumber: false),
        JsonNumber number => new ElementId(CanonicalJson.FormatNumber(number.Value), isNumber: true),
        _ => null,
    };

    public bool Equals(ElementId other) => _isNumber == other._isNumber && string.Equals(Text, other.Text, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is ElementId other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    public static bool operator ==(ElementId left, ElementId right) => left.Equals(right);

    public static bool operator !=(ElementId left, ElementId right) => !left.Equals(right);
}

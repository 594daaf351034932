using System.Globalization;
using System.Text.Json;

namespace Dots.Domain.Activities;

/// <summary>A JSON number that keeps the text in which it was written.</summary>
public sealed class JsonNumber : JsonValue
{
    /// <param name="rawText">A number by the grammar of RFC 8259 section 6; not validated.</param>
    /// <exception cref="DocumentException">The number is out of the range of a double.</exception>
    public JsonNumber(string rawText)
    {
        ArgumentNullException.ThrowIfNull(rawText);
        RawText = rawText;
        Value = double.Parse(rawText, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(Value))
        {
            throw new DocumentException("It is a number out of the range of a double.");
        }
    }

    public string RawText { get; }

    /// <summary>The nearest double, which is what programs without exact decimals read.</summary>
    public double Value { get; }

    public override bool Equals(JsonValue? other) =>
        other is JsonNumber number && (number.RawText == RawText || Normalize(number.RawText) == Normalize(RawText));

    public override int GetHashCode() => Normalize(RawText).GetHashCode();

    private protected override void Serialize(Utf8JsonWriter writer)
    {
        writer.WriteRawValue(RawText, skipInputValidation: true);
    }

    /// <summary>
    /// Maps all ways to write a number to one pair: the significant digits as an integer, without leading or trailing zeros, and the power
    /// of ten that it is multiplied by.
    /// </summary>
    private static (string Digits, long Exponent) Normalize(string rawText)
    {
        var e = rawText.AsSpan().IndexOfAny('e', 'E');
        var mantissa = e < 0 ? rawText : rawText[..e];
        var sign = mantissa[0] == '-' ? "-" : "";
        var digits = mantissa[sign.Length..];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var decimals = point < 0 ? 0 : digits.Length - point - 1;
        digits = digits.Replace(".", "", StringComparison.Ordinal).TrimStart('0');
        var significant = digits.TrimEnd('0');
        if (significant.Length == 0)
        {
            return ("0", 0);
        }

        long exponent = 0;
        if (e >= 0 && !long.TryParse(rawText.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            // An exponent beyond 64 bits, so the value rounds to zero. Numbers like this are compared as text.
            return (rawText, 0);
        }

        return (sign + significant, exponent - decimals + (digits.Length - significant.Length));
    }
}

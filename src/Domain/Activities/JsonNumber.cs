using System.Globalization;
using System.Text.Json;

namespace Dots.Domain.Activities;

/// <summary>A JSON number in the spelling in which it came.</summary>
public sealed class JsonNumber : JsonValue
{
    /// <param name="spelling">By the grammar of RFC 8259 section 6.</param>
    /// <exception cref="DocumentException">Beyond the range of a double.</exception>
    public JsonNumber(string spelling)
    {
        ArgumentNullException.ThrowIfNull(spelling);
        Spelling = spelling;
        Nearest = double.Parse(spelling, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (!double.IsFinite(Nearest))
        {
            throw new DocumentException("It is a number beyond the range of a double.");
        }
    }

    public string Spelling { get; }

    /// <summary>The nearest double, as which other programs may read it.</summary>
    public double Nearest { get; }

    public override bool Equals(JsonValue? other) =>
        other is JsonNumber number && (number.Spelling == Spelling || Normalize(number.Spelling) == Normalize(Spelling));

    public override int GetHashCode() => Normalize(Spelling).GetHashCode();

    public override void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteRawValue(Spelling, skipInputValidation: true);
    }

    /// <summary>All spellings of one number come to one pair: its digits without zeros at the ends, and the power of ten they count.</summary>
    private static (string Digits, long Exponent) Normalize(string spelling)
    {
        var e = spelling.AsSpan().IndexOfAny('e', 'E');
        var mantissa = e < 0 ? spelling : spelling[..e];
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
        if (e >= 0 && !long.TryParse(spelling.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            // An exponent of twenty digits: nearer to nothing than any program tells apart.
            return (spelling, 0);
        }

        return (sign + significant, exponent - decimals + (digits.Length - significant.Length));
    }
}

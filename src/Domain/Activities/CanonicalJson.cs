using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dots.Domain.Activities;

/// <summary>
/// The JSON Canonicalization Scheme (RFC 8785): the one spelling of a value, so that two programs that hold the same value compute the
/// same hash.
/// </summary>
public static class CanonicalJson
{
    /// <summary>SHA-256 of the canonical form, in lower-case hexadecimal digits.</summary>
    public static string HashOf(JsonValue value) => Convert.ToHexStringLower(SHA256.HashData(Write(value)));

    /// <summary>The canonical form in UTF-8.</summary>
    public static byte[] Write(JsonValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Number::toString of ECMA-262 section 6.1.6.1.20, to which RFC 8785 section 3.2.2.3 refers.</summary>
    public static string WriteNumber(double number)
    {
        if (number == 0)
        {
            return "0"; // Minus zero too.
        }

        // The shortest digits that read back as this double, with the power of ten of the first.
        var shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        var e = shortest.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(shortest.AsSpan(e + 1), CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? shortest : shortest[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa.Length : point;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leadingZeros = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');
        var n = whole - leadingZeros + exponent;

        return (number < 0 ? "-" : "") + Place(digits, n);
    }

    // n is where the point stands, counted from the first digit.
    private static string Place(string digits, int n)
    {
        var k = digits.Length;
        if (k <= n && n <= 21)
        {
            return digits + new string('0', n - k);
        }

        if (n is > 0 and <= 21)
        {
            return $"{digits[..n]}.{digits[n..]}";
        }

        if (n is > -6 and <= 0)
        {
            return $"0.{new string('0', -n)}{digits}";
        }

        var fraction = k == 1 ? "" : $".{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{(n > 0 ? "+" : "-")}{Math.Abs(n - 1)}");
    }

    private static void Append(StringBuilder text, JsonValue value)
    {
        switch (value)
        {
            case JsonObject members:
                var isFirst = true;
                text.Append('{');

                // By UTF-16 code units (section 3.2.3), which is how ordinal comparison goes.
                foreach (var (name, member) in members.Members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    text.Append(isFirst ? "" : ",");
                    AppendText(text, name);
                    text.Append(':');
                    Append(text, member);
                    isFirst = false;
                }

                text.Append('}');
                break;
            case JsonArray array:
                text.Append('[');
                for (var i = 0; i < array.Items.Count; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    Append(text, array.Items[i]);
                }

                text.Append(']');
                break;
            case JsonText { Value: var literal }:
                AppendText(text, literal);
                break;
            case JsonNumber number:
                text.Append(WriteNumber(number.Nearest));
                break;
            default:
                text.Append(value);
                break;
        }
    }

    private static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}

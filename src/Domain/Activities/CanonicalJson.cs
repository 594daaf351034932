using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dots.Domain.Activities;

/// <summary>
/// The JSON Canonicalization Scheme (RFC 8785): a unique serialisation of each value, so that programs that hold equal values compute equal
/// hashes.
/// </summary>
public static class CanonicalJson
{
    /// <summary>SHA-256 of the canonical form, in lower-case hexadecimal digits.</summary>
    public static string HashOf(JsonValue value) => Convert.ToHexStringLower(SHA256.HashData(Serialize(value)));

    /// <summary>The canonical form in UTF-8.</summary>
    public static byte[] Serialize(JsonValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Number::toString of ECMA-262 section 6.1.6.1.20, as RFC 8785 section 3.2.2.3 requires.</summary>
    public static string FormatNumber(double number)
    {
        if (number == 0)
        {
            return "0"; // Also for negative zero.
        }

        // "R" gives the shortest digits that parse back to the same double. From here on, k, n and the digits are those of ECMA-262.
        var shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        var e = shortest.IndexOf('E', StringComparison.Ordinal);
        var exponent = e < 0 ? 0 : int.Parse(shortest.AsSpan(e + 1), CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? shortest : shortest[..e];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var integerDigits = point < 0 ? mantissa.Length : point;
        var allDigits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leadingZeros = allDigits.Length - allDigits.TrimStart('0').Length;
        var digits = allDigits.Trim('0');
        var n = integerDigits - leadingZeros + exponent;

        return (number < 0 ? "-" : "") + PlacePoint(digits, n);
    }

    // n: the position of the decimal point, relative to the first digit.
    private static string PlacePoint(string digits, int n)
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
            case JsonObject obj:
                var isFirst = true;
                text.Append('{');

                // Section 3.2.3 sorts by UTF-16 code units, as ordinal comparison does.
                foreach (var (name, member) in obj.Members.OrderBy(member => member.Key, StringComparer.Ordinal))
                {
                    text.Append(isFirst ? "" : ",");
                    AppendString(text, name);
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
            case JsonString { Value: var literal }:
                AppendString(text, literal);
                break;
            case JsonNumber number:
                text.Append(FormatNumber(number.Value));
                break;
            default:
                text.Append(value);
                break;
        }
    }

    private static void AppendString(StringBuilder text, string value)
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

using System.Text;
using Dots.Domain.Activities;

namespace Dots.Domain.Tests.Activities;

public sealed class CanonicalJsonTests
{
    // RFC 8785 appendix B.
    [Theory]
    [InlineData(0x0000000000000000, "0")]
    [InlineData(0x8000000000000000, "0")]
    [InlineData(0x0000000000000001, "5e-324")]
    [InlineData(0x8000000000000001, "-5e-324")]
    [InlineData(0x7fefffffffffffff, "1.7976931348623157e+308")]
    [InlineData(0xffefffffffffffff, "-1.7976931348623157e+308")]
    [InlineData(0x4340000000000000, "9007199254740992")]
    [InlineData(0xc340000000000000, "-9007199254740992")]
    [InlineData(0x4430000000000000, "295147905179352830000")]
    [InlineData(0x44b52d02c7e14af5, "9.999999999999997e+22")]
    [InlineData(0x44b52d02c7e14af6, "1e+23")]
    [InlineData(0x44b52d02c7e14af7, "1.0000000000000001e+23")]
    [InlineData(0x444b1ae4d6e2ef4e, "999999999999999700000")]
    [InlineData(0x444b1ae4d6e2ef4f, "999999999999999900000")]
    [InlineData(0x444b1ae4d6e2ef50, "1e+21")]
    [InlineData(0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7")]
    [InlineData(0x3eb0c6f7a0b5ed8d, "0.000001")]
    [InlineData(0x41b3de4355555553, "333333333.3333332")]
    [InlineData(0x41b3de4355555554, "333333333.33333325")]
    [InlineData(0x41b3de4355555555, "333333333.3333333")]
    [InlineData(0x41b3de4355555556, "333333333.3333334")]
    [InlineData(0x41b3de4355555557, "333333333.33333343")]
    [InlineData(0xbecbf647612f3696, "-0.0000033333333333333333")]
    [InlineData(0x43143ff3c1cb0959, "1424953923781206.2")]
    public void FormatNumber_MatchesTheRfcsSamples(ulong bits, string expected)
    {
        CanonicalJson.FormatNumber(BitConverter.UInt64BitsToDouble(bits)).Should().Be(expected);
    }

    [Theory]
    [InlineData(1.0, "1")]
    [InlineData(-1.5, "-1.5")]
    [InlineData(100, "100")]
    [InlineData(123456789012345680000d, "123456789012345680000")]
    [InlineData(1234567890123456800000d, "1.2345678901234568e+21")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e300, "1e+300")]
    public void FormatNumber_PlacesTheDecimalPoint_AsEcmaScriptDoes(double number, string expected)
    {
        CanonicalJson.FormatNumber(number).Should().Be(expected);
    }

    // RFC 8785 section 3.2.2.
    [Fact]
    public void Serialize_MatchesTheRfcsFirstExample()
    {
        const string sample =
            """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;

        Canonical(sample).Should().Be(
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""");
    }

    // RFC 8785 section 3.2.3 sorts by UTF-16 code units, not by code points.
    [Fact]
    public void Serialize_SortsMembers_ByUtf16CodeUnits()
    {
        const string sample =
            """
            {
              "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
              "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
            }
            """;

        var values = ((JsonObject)JsonValue.Parse(Canonical(sample))).Members.Select(member => ((JsonString)member.Value).Value);
        values.Should().Equal(
            "Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face",
            "Hebrew Letter Dalet With Dagesh");
    }

    [Fact]
    public void HashOf_IgnoresMemberOrderAndNumberFormat()
    {
        var one = JsonValue.Parse("""{"a": 1.0, "b": {"c": "\u0041", "d": -0}}""");
        var other = JsonValue.Parse("""{"b": {"d": 0e5, "c": "A"}, "a": 10e-1}""");

        CanonicalJson.HashOf(one).Should().Be(CanonicalJson.HashOf(other));

        // printf '{"a":1,"b":{"c":"A","d":0}}' | sha256sum
        CanonicalJson.HashOf(one).Should().Be("73b6b912509c4c222e942e3555d6cd7917520817ead39dd8a1a53bddc049bbe4");
    }

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Serialize(JsonValue.Parse(json)));
}

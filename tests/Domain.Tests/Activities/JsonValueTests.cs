using System.Text.Json;
using Dots.Domain.Activities;

namespace Dots.Domain.Tests.Activities;

public sealed class JsonValueTests
{
    [Theory]
    [InlineData("""{"b":1.0,"a":-0.0,"c":1E2,"d":9007199254740993,"e":[null,true,false,"ä€"],"":{}}""")]
    [InlineData("[]")]
    [InlineData("\"\"")]
    public void ToString_ReturnsTheInput(string json)
    {
        JsonElement.DeepEquals(JsonElement.Parse(JsonValue.Parse(json).ToString()), JsonElement.Parse(json)).Should().BeTrue();
        JsonValue.Parse(json).ToString().Where(c => char.IsAsciiDigit(c) || c == '.').Should().Equal(
            json.Where(c => char.IsAsciiDigit(c) || c == '.'), "numbers keep their spelling");
    }

    [Theory]
    [InlineData("1", "1.0", true)]
    [InlineData("100", "1e2", true)]
    [InlineData("0", "-0.00", true)]
    [InlineData("0.001", "1E-3", true)]
    [InlineData("12.50", "1250e-2", true)]
    [InlineData("-1", "1", false)]
    [InlineData("10", "1", false)]
    [InlineData("9007199254740993", "9007199254740992", false)]
    [InlineData("1e-99999999999999999999999", "1e-99999999999999999999998", false)]
    [InlineData("null", "false", false)]
    [InlineData("\"a\"", "\"\\u0061\"", true)]
    [InlineData("""{"a":1,"b":2}""", """{"b":2,"a":1}""", true)]
    [InlineData("""{"a":1}""", """{"a":1,"b":null}""", false)]
    [InlineData("[1,2]", "[2,1]", false)]
    [InlineData("{}", "[]", false)]
    public void Equals_ComparesValues_IgnoringMemberOrderAndNumberFormat(string one, string other, bool expected)
    {
        var (a, b) = (JsonValue.Parse(one), JsonValue.Parse(other));

        a.Equals(b).Should().Be(expected);
        b.Equals(a).Should().Be(expected);
        if (expected)
        {
            a.GetHashCode().Should().Be(b.GetHashCode());
        }
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "two members")]
    [InlineData("""{"a":{"b":1,"\u0062":2}}""", "two members")]
    [InlineData("1e400", "range of a double")]
    [InlineData("\"\\ud83d\"", "not Unicode")]
    [InlineData("""{"\udc00":1}""", "not Unicode")]
    public void Parse_Throws_WhenTheValueIsNotInteroperable(string json, string expected)
    {
        FluentActions.Invoking(() => JsonValue.Parse(json)).Should().Throw<DocumentException>().WithMessage($"*{expected}*");
    }

    [Theory]
    [InlineData("1e400", "")]
    [InlineData("[0,[1e400]]", "/1/0")]
    [InlineData("""{"a":{"b":1,"b":2}}""", "/a/b")]
    [InlineData("""{"a/b":{"~":["\ud83d"]}}""", "/a~1b/~0/0")]
    [InlineData("""{"a":{"\udc00":1}}""", "/a")]
    [InlineData("""{"":1e400}""", "/")]
    [InlineData("""{"0123456789012345678901234567890123456789X":1e400}""", "/0123456789012345678901234567890123456789…")]
    public void Parse_ReportsTheJsonPointer_OfTheInvalidValue(string json, string place)
    {
        FluentActions.Invoking(() => JsonValue.Parse(json)).Should().Throw<DocumentException>().Which.JsonPointer.Should().Be(place);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("{'a':1}")]
    [InlineData("01")]
    [InlineData("NaN")]
    public void Parse_Throws_WhenItIsNotJson(string json)
    {
        FluentActions.Invoking(() => JsonValue.Parse(json)).Should().Throw<JsonException>();
    }

    [Fact]
    public void Parse_Throws_WhenTheNestingIsTooDeep()
    {
        static string Nested(int levels) => string.Concat(Enumerable.Repeat("[", levels)) + string.Concat(Enumerable.Repeat("]", levels));

        JsonValue.Parse(Nested(JsonValue.MaxDepth + 1)).Should().NotBeNull();
        FluentActions.Invoking(() => JsonValue.Parse(Nested(JsonValue.MaxDepth + 2))).Should().Throw<DocumentException>();
    }
}

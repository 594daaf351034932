using System.Buffers.Text;
using System.Text;
using Dots.Application.Common;
using FluentValidation;
using FsCheck;
using FsCheck.Fluent;

namespace Dots.Application.Tests.Common;

public sealed class PageCursorTests
{
    [Fact]
    public void Parse_RoundTrips_WhenTheKeyIsArbitrary() =>
        Prop.ForAll(
                Gen.Choose(0, 0xD7FF).Select(c => (char)c).ArrayOf().Select(chars => new string(chars)).ToArbitrary(),
                key =>
                {
                    var cursor = new PageCursor("name", key, long.MaxValue);

                    PageCursor.Parse(cursor.ToString(), "name").Should().Be(cursor);
                    Uri.EscapeDataString(cursor.ToString()).Should().Be(cursor.ToString(), "it stands in an address as it is");
                })
            .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Parse_ReturnsNull_WhenThereIsNoCursor(string? text)
    {
        PageCursor.Parse(text, "name").Should().BeNull();
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("_____w")]
    public void Parse_Throws_WhenTheTextIsNoCursor(string text) => ShouldBeRefused(text);

    [Theory]
    [InlineData("""["name","A"]""")]
    [InlineData("""["name","A","1","2"]""")]
    [InlineData("""["newest","A","1"]""")]
    [InlineData("""["name",null,"1"]""")]
    [InlineData("""["name","A",null]""")]
    [InlineData("""["name","A","one"]""")]
    [InlineData("""["name","A","9223372036854775808"]""")]
    [InlineData("""["name",1,"1"]""")]
    [InlineData("""["name","\ud800","1"]""")]
    [InlineData("""{"name":"A"}""")]
    [InlineData("null")]
    [InlineData("[")]
    public void Parse_Throws_WhenTheJsonHasAnotherShape(string json) => ShouldBeRefused(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json)));

    private static void ShouldBeRefused(string text)
    {
        var parse = () => PageCursor.Parse(text, "name");

        parse.Should().Throw<ValidationException>().Which.Errors.Should().ContainSingle().Which.PropertyName.Should().Be("cursor");
    }
}

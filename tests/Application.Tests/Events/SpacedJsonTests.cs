using System.Text;
using System.Text.Json;
using Dots.Application.Events;
using FsCheck;
using FsCheck.Fluent;

namespace Dots.Application.Tests.Events;

public sealed class SpacedJsonTests
{
    // Characters that are syntax in JSON, and characters that must not occur unescaped in a frame.
    private static readonly Gen<string> Nasty = Gen.OneOf(
            Gen.Elements("\"", "\\", ":", ",", ": ", ", ", "{", "}", " ", "\r", "\n", "\r\n"),
            Gen.Elements("\u2028", "\0", "\u001F", "\u007F", "ł", "\U0001F600"),
            Gen.Choose(0x20, 0x7E).Select(c => ((char)c).ToString()))
        .ArrayOf()
        .Select(string.Concat);

    [Fact]
    public void Serialize_RoundTrips_WhenTheTextIsArbitrary() =>
        Prop.ForAll(
                Nasty.Two().ToArbitrary(),
                texts =>
                {
                    var payload = new BoardPayload(long.MaxValue, texts.Item1, texts.Item2);

                    var json = SpacedJson.Serialize(payload, PayloadJson.Relaxed.BoardPayload);

                    JsonSerializer.Deserialize(json, PayloadJson.Relaxed.BoardPayload).Should().Be(payload);
                })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true));

    [Fact]
    public void Serialize_WritesOneLine_WhenTheTextIsArbitrary() =>
        Prop.ForAll(
                Nasty.ToArbitrary(),
                text => SpacedJson.Serialize(new BoardPayload(1, text, ""), PayloadJson.Relaxed.BoardPayload).All(b => b >= 0x20))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true));

    [Fact]
    public void Serialize_DoesNotChangeText_WhenItHasColonsAndCommas()
    {
        var json = SpacedJson.Serialize(new BoardPayload(-1, "a:b,c\\\":,", "\\"), PayloadJson.Relaxed.BoardPayload);

        Encoding.UTF8.GetString(json).Should().Be("""{"board_id": -1, "board_name": "a:b,c\\\":,", "creator_username": "\\"}""");
    }
}

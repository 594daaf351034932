using Dots.Domain.Activities;
using FsCheck;
using FsCheck.Fluent;

namespace Dots.Domain.Tests.Activities;

public sealed class KeyedChangeTests
{
    [Theory]

    // Objects are merged recursively, and null is a value.
    [InlineData("""{"a":{"b":1,"c":2}}""", """{"a":{"b":3,"d":null}}""", "{}", """{"a":{"b":3,"c":2,"d":null}}""")]
    [InlineData("""{"a":1}""", """{"a":{"b":1}}""", "{}", """{"a":{"b":1}}""")]
    [InlineData("""{"a":{"b":1}}""", """{"a":null}""", "{}", """{"a":null}""")]

    // Arrays of objects with ids are merged by id, without regard to case; others are replaced.
    [InlineData("""{"s":[{"id":"a","x":1,"y":1},{"id":"b"}]}""", """{"s":[{"id":"A","x":2},{"id":"c"}]}""", "{}", """{"s":[{"id":"A","x":2,"y":1},{"id":"b"},{"id":"c"}]}""")]
    [InlineData("""{"s":[{"Id":"a","x":1}]}""", """{"s":[{"Id":"a","y":2}]}""", "{}", """{"s":[{"Id":"a","x":1,"y":2}]}""")]
    [InlineData("""{"s":[1,2]}""", """{"s":[3]}""", "{}", """{"s":[3]}""")]
    [InlineData("""{"s":[{"id":"a"}]}""", """{"s":[]}""", "{}", """{"s":[]}""")]
    [InlineData("""{"s":[{"id":"a"},{"id":"A"}]}""", """{"s":[{"id":"a","x":1}]}""", "{}", """{"s":[{"id":"a","x":1}]}""")]
    [InlineData("""{"s":[{"id":"a"}]}""", """{"s":[{"id":"a","x":1},{"x":2}]}""", "{}", """{"s":[{"id":"a","x":1},{"x":2}]}""")]
    [InlineData("""{"s":[{"id":1,"x":1},{"id":2}]}""", """{"s":[{"id":1.0,"y":1}]}""", "{}", """{"s":[{"id":1.0,"x":1,"y":1},{"id":2}]}""")]
    [InlineData("""{"s":[{"id":1},{"id":"a"}]}""", """{"s":[{"id":"A","x":1}]}""", "{}", """{"s":[{"id":1},{"id":"A","x":1}]}""")]
    [InlineData("""{"s":[{"id":1,"x":1}]}""", """{"s":[{"id":"1","y":1}]}""", "{}", """{"s":[{"id":1,"x":1},{"id":"1","y":1}]}""")]
    [InlineData("""{"s":[{"id":1},{"id":"1"}]}""", """{"s":[{"id":1,"x":1}]}""", "{}", """{"s":[{"id":1,"x":1}]}""")]
    [InlineData("""{"s":[{"id":true,"x":1}]}""", """{"s":[{"id":true,"y":1}]}""", "{}", """{"s":[{"id":true,"y":1}]}""")]

    // The key of an array is that of the document, before any removal.
    [InlineData("""{"s":[{"Id":"y"}]}""", """{"s":[{"Id":"x","id":"x"}]}""", "{}", """{"s":[{"Id":"y"},{"Id":"x","id":"x"}]}""")]
    [InlineData("""{"s":[{"Id":"y"},{"Id":"x","id":"x"}]}""", """{"s":[{"Id":"x","a":1}]}""", """{"s":["y"]}""", """{"s":[{"Id":"x","id":"x","a":1}]}""")]

    // A change that names all elements determines their order.
    [InlineData("""{"s":[{"id":"a","x":1},{"id":"b"}]}""", """{"s":[{"id":"b"},{"id":"a"}]}""", "{}", """{"s":[{"id":"b"},{"id":"a","x":1}]}""")]
    [InlineData("""{"s":[{"id":"a","x":1},{"id":"b"}]}""", """{"s":[{"id":"a"},{"id":"n"},{"id":"b"}]}""", "{}", """{"s":[{"id":"a","x":1},{"id":"n"},{"id":"b"}]}""")]

    // Members and elements at any depth are removed before the merge.
    [InlineData("""{"a":1,"b":2}""", "{}", """{"a":true}""", """{"b":2}""")]
    [InlineData("""{"s":[{"id":"a"},{"id":"b","x":1,"y":1}]}""", "{}", """{"s":["A"]}""", """{"s":[{"id":"b","x":1,"y":1}]}""")]
    [InlineData("""{"s":[{"id":"a"},{"id":"b","x":1,"y":1}]}""", "{}", """{"s":{"a":true,"B":["x"]}}""", """{"s":[{"id":"b","y":1}]}""")]
    [InlineData("""{"s":[{"id":1},{"id":2e0},{"id":"a"},{"id":3}]}""", "{}", """{"s":[1,"2","A"]}""", """{"s":[{"id":3}]}""")]
    [InlineData("""{"s":[{"id":1},{"id":0.5,"x":1,"y":1}]}""", "{}", """{"s":{"1":true,"0.5":["x"]}}""", """{"s":[{"id":0.5,"y":1}]}""")]
    [InlineData("""{"a":{"b":1,"c":2}}""", """{"a":{"b":3}}""", """{"a":["b","c"]}""", """{"a":{"b":3}}""")]
    [InlineData("""{"s":[{"id":"a","x":1}]}""", """{"s":[{"id":"a","y":1}]}""", """{"s":["a"]}""", """{"s":[{"id":"a","y":1}]}""")]
    [InlineData("""{"a":1}""", "{}", """{"b":true,"c":{"d":["e"]},"a":["x"]}""", """{"a":1}""")]
    public void ApplyTo_FollowsTheRules(string document, string updated, string removed, string expected)
    {
        var result = new KeyedChange(Parse(updated), Parse(removed)).ApplyTo(Parse(document));

        result.ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("""{"a":false}""")]
    [InlineData("""{"a":null}""")]
    [InlineData("""{"a":"b"}""")]
    [InlineData("""{"a":["b",true]}""")]
    [InlineData("""{"not there":1}""")]
    [InlineData("""{"a":{"b":{"c":{"d":false}}}}""")]
    public void ApplyTo_Throws_WhenRemovedIsMalformed(string removed)
    {
        FluentActions.Invoking(() => new KeyedChange(JsonObject.Empty, Parse(removed)).ApplyTo(Parse("""{"a":{"b":1}}""")))
            .Should().Throw<DocumentException>().WithMessage("*removed_fields*");
    }

    [Theory]
    [InlineData("""{"a":{"b":7}}""", "/a/b")]
    [InlineData("""{"not there":{"c":[true]}}""", "/not there/c")]
    [InlineData("""{"steps":{"S1":{"x":true},"s1":true}}""", "/steps/s1")]
    [InlineData("""{"steps":{"S1":{"parts":{"p":true,"P":{}}}}}""", "/steps/s1/parts/P")]
    public void ApplyTo_ReportsTheJsonPointer_WhenRemovedIsInvalid(string removed, string place)
    {
        var document = Parse("""{"a":{"b":1},"steps":[{"id":"s1","parts":[{"id":"p"}]}]}""");

        FluentActions.Invoking(() => new KeyedChange(JsonObject.Empty, Parse(removed)).ApplyTo(document))
            .Should().Throw<DocumentException>().Which.JsonPointer.Should().Be(place);
    }

    [Theory]
    [InlineData("""{"a":1}""", """{"a":1.0}""", "{}", "{}")]
    [InlineData("""{"a":1,"b":{"c":1,"d":2}}""", """{"a":1,"b":{"c":3,"d":2}}""", """{"b":{"c":3}}""", "{}")]
    [InlineData("""{"a":1,"b":null}""", """{"a":1}""", "{}", """{"b":true}""")]
    [InlineData("""{"s":[{"id":"a","x":1},{"id":"b","x":1}]}""", """{"s":[{"id":"a","x":1},{"id":"b","x":2}]}""", """{"s":[{"id":"b","x":2}]}""", "{}")]
    [InlineData("""{"s":[{"id":"a"},{"id":"b"}]}""", """{"s":[{"id":"b"}]}""", "{}", """{"s":["a"]}""")]
    [InlineData("""{"s":[{"id":"a"}]}""", """{"s":[]}""", "{}", """{"s":["a"]}""")]
    [InlineData("""{"s":[{"id":1},{"id":2}]}""", """{"s":[{"id":2,"v":"B"}]}""", """{"s":[{"id":2,"v":"B"}]}""", """{"s":["1"]}""")]
    [InlineData("""{"s":[{"id":1}]}""", """{"s":[{"id":"1"}]}""", """{"s":[{"id":"1"}]}""", """{"s":["1"]}""")]
    [InlineData("""{"s":[{"id":"a"},{"id":"b","x":1}]}""", """{"s":[{"id":"b"}]}""", "{}", """{"s":{"a":true,"b":["x"]}}""")]
    [InlineData("""{"s":[{"id":"a","x":1},{"id":"b"}]}""", """{"s":[{"id":"b"},{"id":"a","x":1}]}""", """{"s":[{"id":"b"},{"id":"a"}]}""", "{}")]
    [InlineData("""{"s":[{"id":"a","x":1}]}""", """{"s":[{"id":"n"},{"id":"a","x":1}]}""", """{"s":[{"id":"n"},{"id":"a"}]}""", "{}")]
    [InlineData("""{"s":[{"id":"a"}]}""", """{"s":[{"id":"a"},{"id":"n","x":1}]}""", """{"s":[{"id":"n","x":1}]}""", "{}")]
    [InlineData("""{"s":[1,2,3]}""", """{"s":[1,2]}""", """{"s":[1,2]}""", "{}")]
    public void Between_ContainsOnlyWhatChanged(string from, string to, string updated, string removed)
    {
        var change = KeyedChange.Between(Parse(from), Parse(to));

        change.Updated.ToString().Should().Be(updated);
        change.Removed.ToString().Should().Be(removed);
    }

    [Fact]
    public void Between_YieldsTheNewDocument_ForAnyTwoDocuments()
    {
        Prop.ForAll(Documents.Edited, pair =>
        {
            var change = KeyedChange.Between(pair.From, pair.To);
            var sent = new KeyedChange(Parse(change.Updated.ToString()), Parse(change.Removed.ToString()));
            var result = sent.ApplyTo(pair.From);

            return result.Equals(pair.To)
                && CanonicalJson.HashOf(result) == CanonicalJson.HashOf(pair.To)
                && change.IsEmpty == pair.From.Equals(pair.To);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void KeepSerialized_WritesTheSameJson_ForAnyTwoDocuments()
    {
        Prop.ForAll(Documents.Edited, pair =>
        {
            var change = KeyedChange.Between(pair.From, pair.To);
            var (updated, removed) = (change.Updated.ToString(), change.Removed.ToString());
            change.KeepSerialized();

            return change.Updated.ToString() == updated && change.Removed.ToString() == removed && pair.To.ToString() == Parse(pair.To.ToString()).ToString();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    private static JsonObject Parse(string json) => (JsonObject)JsonValue.Parse(json);
}

using Dots.Domain.Activities;
using FsCheck;
using FsCheck.Fluent;

namespace Dots.Domain.Tests.Activities;

/// <summary>
/// Generators of documents and edits. They use few names and ids, so that collisions are frequent: arrays gain and lose ids, ids are duplicated,
/// differ in case, or are a number and a string that read the same, values change their type, elements move.
/// </summary>
internal static class Documents
{
    private static readonly string[] Names = ["a", "b", "id", "Id", "steps", ""];
    private static readonly string[] Texts = ["x", "y", "z", "X", "u", "v"];
    private static readonly JsonValue[] Ids =
        [.. Texts.Select(text => new JsonString(text)), new JsonString("1"), new JsonNumber("1"), new JsonNumber("1.0"), new JsonNumber("2"), new JsonNumber("-0.5")];
    private static readonly string[] Numbers = ["0", "1", "1.0", "-2.50", "1e3", "9007199254740993"];

    public static Arbitrary<(JsonObject From, JsonObject To)> Edited => Arb.From(
        Gen.Choose(0, int.MaxValue).Select(seed =>
        {
            var random = new Random(seed);
            var from = AnyObject(random, 4);
            return (from, (JsonObject)(random.Next(8) == 0 ? AnyObject(random, 4) : Edit(random, from)));
        }),
        Smaller);

    private static JsonObject AnyObject(Random random, int depth) => Make(Enumerable.Range(0, random.Next(5))
        .Select(_ => Any(random, Names))
        .Select(name => KeyValuePair.Create(name, name is "id" or "Id" && random.Next(4) > 0 ? Any(random, Ids) : AnyValue(random, depth - 1))));

    private static JsonValue AnyValue(Random random, int depth) => random.Next(depth > 0 ? 9 : 4) switch
    {
        0 => JsonLiteral.Null,
        1 => random.Next(2) == 0 ? JsonLiteral.True : JsonLiteral.False,
        2 => new JsonNumber(Any(random, Numbers)),
        3 => new JsonString(Any(random, Texts)),
        4 or 5 => AnyObject(random, depth),
        6 => new JsonArray(Enumerable.Range(0, random.Next(4)).Select(_ => AnyValue(random, depth - 1))),
        _ => new JsonArray(KeyedElements(random, depth)),
    };

    private static List<JsonObject> KeyedElements(Random random, int depth)
    {
        var ids = Ids.ToArray();
        random.Shuffle(ids);
        var key = random.Next(3) == 0 ? "Id" : "id";
        return [.. ids.Take(random.Next(1, 6)).Select(id => Element(random, depth, key, id))];
    }

    private static JsonObject Element(Random random, int depth, string key, JsonValue id) =>
        Make([new(key, id), .. AnyObject(random, depth - 1).Members.Where(member => member.Key != key)]);

    private static JsonValue Edit(Random random, JsonValue value) => value switch
    {
        JsonObject members => Make(
        [
            .. members.Members.Where(_ => random.Next(8) > 0)
                .Select(member => KeyValuePair.Create(member.Key, random.Next(3) == 0 ? Edit(random, member.Value) : member.Value)),
            .. random.Next(4) == 0 ? AnyObject(random, 2).Members : [],
        ]),
        JsonArray array => EditArray(random, [.. array.Items]),
        _ => AnyValue(random, 2),
    };

    private static JsonArray EditArray(Random random, List<JsonValue> items)
    {
        for (var edits = random.Next(4); edits > 0; edits--)
        {
            var i = random.Next(items.Count + 1);
            switch (random.Next(5))
            {
                case 0:
                    items.Insert(i, random.Next(3) == 0 ? AnyValue(random, 2) : Element(random, 2, random.Next(3) == 0 ? "Id" : "id", Any(random, Ids)));
                    break;
                case 1 when i < items.Count:
                    items.RemoveAt(i);
                    break;
                case 2 when i < items.Count:
                    items[i] = Edit(random, items[i]);
                    break;
                case 3 when i < items.Count:
                    var moved = items[i];
                    items.RemoveAt(i);
                    items.Insert(random.Next(items.Count + 1), moved);
                    break;
                case 4:
                    items.Reverse();
                    break;
            }
        }

        return new JsonArray(items);
    }

    private static IEnumerable<(JsonObject From, JsonObject To)> Smaller((JsonObject From, JsonObject To) pair) =>
        ShrinkObject(pair.From).Select(from => (from, pair.To)).Concat(ShrinkObject(pair.To).Select(to => (pair.From, to)));

    private static IEnumerable<JsonObject> ShrinkObject(JsonObject value)
    {
        for (var i = 0; i < value.Members.Count; i++)
        {
            var member = value.Members[i];
            yield return new JsonObject(value.Members.Where((_, k) => k != i));
            foreach (var smaller in ShrinkValue(member.Value))
            {
                yield return new JsonObject(value.Members.Select((m, k) => k == i ? KeyValuePair.Create(m.Key, smaller) : m));
            }
        }
    }

    private static IEnumerable<JsonValue> ShrinkValue(JsonValue value) => value switch
    {
        JsonObject members => ShrinkObject(members),
        JsonArray array => Enumerable.Range(0, array.Items.Count).SelectMany(i =>
            ShrinkValue(array.Items[i]).Select(smaller => new JsonArray(array.Items.Select((item, k) => k == i ? smaller : item)))
                .Prepend(new JsonArray(array.Items.Where((_, k) => k != i)))),
        _ => [],
    };

    private static JsonObject Make(IEnumerable<KeyValuePair<string, JsonValue>> members) => new(members.DistinctBy(member => member.Key));

    private static T Any<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];
}

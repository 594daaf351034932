namespace Dots.Browser.Tests;

/// <summary>Documents of activities.</summary>
internal static class ActivityDocuments
{
    /// <summary>A document with a value of every kind.</summary>
    public static object Short(string name) => new
    {
        name,
        description = "Two minutes a week.",
        length = 2.50m,
        isPublished = false,
        thumbnail = (string?)null,
        tags = new[] { "kitchen", "" },
        steps = new[]
        {
            new { id = "d00f6246-08b5-4cc2-8db0-0c2344589691", name = "Rinse", position = new { x = -1.5, y = 0.0 } },
            new { id = "e11f6246-08b5-4cc2-8db0-0c2344589692", name = "Wipe", position = new { x = 1.25, y = 3.0 } },
        },
    };

    /// <summary>A random document that resembles the others: between two of them, members and items are added, removed and moved.</summary>
    public static Dictionary<string, object?> Random(Random chance)
    {
        var document = new Dictionary<string, object?> { ["name"] = "At random", ["steps"] = Steps(chance, 3) };
        foreach (var name in new[] { "a", "b", "10", "2", "__proto__" }.Where(_ => chance.Next(3) > 0))
        {
            document[name] = Value(chance, 3);
        }

        return document;
    }

    private static object Steps(Random chance, int depth)
    {
        var ids = Enumerable.Range(0, 6).Where(_ => chance.Next(3) > 0).Select(nth => $"step-{nth}").ToArray();
        chance.Shuffle(ids);
        return ids.Select(id => new Dictionary<string, object?>
        {
            ["id"] = chance.Next(4) == 0 ? id.ToUpperInvariant() : id,
            ["name"] = $"Name {chance.Next(3)}",
            ["below"] = depth > 0 ? Value(chance, depth - 1) : null,
        }).ToArray();
    }

    private static object? Value(Random chance, int depth) => chance.Next(depth > 0 ? 8 : 4) switch
    {
        0 => null,
        1 => chance.Next(2) == 0,
        2 => chance.Next(5),
        3 => $"text {chance.Next(5)}",
        4 => Enumerable.Range(0, chance.Next(4)).Select(_ => Value(chance, depth - 1)).ToArray(),
        5 => Steps(chance, depth - 1),
        _ => new[] { "x", "y", "z" }.Where(_ => chance.Next(3) > 0).ToDictionary(name => name, _ => Value(chance, depth - 1)),
    };

    /// <summary>A document with more steps than a page renders at first.</summary>
    public static object Long(string name, int steps) => new
    {
        name,
        steps = Enumerable.Range(1, steps).Select(nth => new
        {
            id = $"{nth:x8}-0000-4000-8000-000000000000",
            name = $"Step {nth}",
            location = new { position = new { x = nth, y = 0, z = 0 }, rotation = new { x = 0, y = 90, z = 0 } },
            triggers = (string?)null,
        }),
    };
}

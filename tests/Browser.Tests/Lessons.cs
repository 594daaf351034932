namespace Dots.Browser.Tests;

/// <summary>Documents of activities.</summary>
internal static class Lessons
{
    /// <summary>With something of every kind in it.</summary>
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

    /// <summary>With so many steps that a page does not show them all at once.</summary>
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

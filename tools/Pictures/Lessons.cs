namespace Dots.Pictures;

/// <summary>The activity in the screenshots.</summary>
internal static class Lessons
{
    public static readonly object Coffee = new
    {
        name = "Coffee machine, every Friday",
        description = "Two minutes on Fridays.",
        language = "en-GB",
        isPublished = true,
        contributors = new[] { "ania", "staszek" },
        steps = new[]
        {
            Step("5a1c", "Empty the tray", "Pull it out with both hands, and keep it level.", 0.25m),
            Step("6b2d", "Fill the tank", "Fresh cold water, up to the line.", 1.75m),
            Step("7c3e", "Rinse the brew group", "Lift the lever and wait until the water runs clear.", 2.5m),
        },
        content = new[]
        {
            new { id = Id("8d4f"), type = "Label", text = "Pull here", fontSize = 36.0m, steps = new[] { Id("5a1c") } },
            new { id = Id("9e50"), type = "Label", text = "Up to this line", fontSize = 36.0m, steps = new[] { Id("6b2d") } },
        },
    };

    private static object Step(string number, string name, string description, decimal x) => new
    {
        id = Id(number),
        name,
        description,
        location = new { position = new { x, y = 1.4m, z = 2.0m }, rotation = new { x = 0, y = 90, z = 0 } },
        triggers = (string?)null,
    };

    private static string Id(string number) => $"{number}0000-0000-4000-8000-000000000000";
}

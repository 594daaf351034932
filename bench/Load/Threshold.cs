using System.Globalization;

namespace Dots.Bench.Load;

/// <summary>The required value of a measure and the goal beyond it, absolute or relative to the limit in C.</summary>
internal sealed record Threshold(string RequiredText, string GoalText, Func<double, double?, double?, (bool Met, bool Reached)?> Check)
{
    public static Threshold RatioToC(double required, double goal) =>
        new(Text("≥ ", required, " of C"), Text("≥ ", goal, " of C"), (_, ratio, _) => ratio is { } r ? (r >= required, r >= goal) : null);

    public static Threshold AtLeast(double required, double goal) =>
        new(Text("≥ ", required, ""), Text("≥ ", goal, ""), (value, _, _) => (value >= required, value >= goal));

    public static Threshold AtMost(double required, double goal) =>
        new(Text("≤ ", required, ""), Text("≤ ", goal, ""), (value, _, _) => (value <= required, value <= goal));

    public static Threshold AtMostAboveC(double required, double aboveC) =>
        new(
            Text("≤ ", required, ""),
            Text("≤ C + ", aboveC, ""),
            (value, _, c) => (value <= required, c is { } limit && value <= limit + aboveC));

    public string Evaluate(double value, double? ratio, double? c) => Check(value, ratio, c) switch
    {
        null => "",
        (false, _) => "**missed**",
        (_, true) => "goal reached",
        _ => "met",
    };

    private static string Text(string relation, double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{relation}{value:#,0.##}{unit}");
}

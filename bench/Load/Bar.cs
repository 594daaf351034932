using System.Globalization;

namespace Dots.Bench.Load;

/// <summary>What is asked for, and what is hoped for.</summary>
internal sealed record Bar(string BarText, string AimText, Func<double, double?, double?, (bool Met, bool Reached)?> Check)
{
    public static Bar OfC(double bar, double aim) =>
        new(Text("≥ ", bar, " of C"), Text("≥ ", aim, " of C"), (_, ratio, _) => ratio is { } r ? (r >= bar, r >= aim) : null);

    public static Bar AtLeast(double bar, double aim) =>
        new(Text("≥ ", bar, ""), Text("≥ ", aim, ""), (value, _, _) => (value >= bar, value >= aim));

    public static Bar AtMost(double bar, double aim) =>
        new(Text("≤ ", bar, ""), Text("≤ ", aim, ""), (value, _, _) => (value <= bar, value <= aim));

    public static Bar AtMostAboveC(double bar, double aboveC) =>
        new(
            Text("≤ ", bar, ""),
            Text("≤ C + ", aboveC, ""),
            (value, _, c) => (value <= bar, c is { } limit && value <= limit + aboveC));

    public string Judge(double value, double? ratio, double? c) => Check(value, ratio, c) switch
    {
        null => "",
        (false, _) => "**missed**",
        (_, true) => "aim reached",
        _ => "met",
    };

    private static string Text(string relation, double value, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{relation}{value:#,0.##}{unit}");
}

using Dots.Domain.Boards;

namespace Dots.Domain.Tests;

internal static class Palette
{
    public static readonly Color Red = Color.Parse("#E6194B");
    public static readonly Color Green = Color.Parse("#3CB44B");
    public static readonly Color Blue = Color.Parse("#4363D8");
    public static readonly Color Yellow = Color.Parse("#FFE119");

    /// <summary>A color that differs for each n.</summary>
    public static Color Nth(int n) => Color.Parse($"#{n:X6}");
}

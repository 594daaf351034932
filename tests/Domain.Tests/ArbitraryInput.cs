using Dots.Domain.Boards;
using Dots.Domain.Paths;
using FsCheck;
using FsCheck.Fluent;

namespace Dots.Domain.Tests;

/// <summary>Generators of input that is mostly close to valid, where a missed rule would show, and sometimes far from it.</summary>
internal static class ArbitraryInput
{
    /// <summary>Small numbers, the limits and their neighbors, and the extremes of the range.</summary>
    public static readonly Gen<int> AnyInt = Gen.Frequency(
        (6, Gen.Choose(-2, 5)),
        (2, Gen.Elements(48, 49, 50, 51)),
        (1, Gen.Elements(int.MinValue, int.MinValue + 1, int.MaxValue - 1, int.MaxValue)));

    public static Gen<Cell> Cells(Gen<int> numbers) => numbers.Zip(numbers, (row, col) => new Cell(row, col));

    public static Gen<Dot[]> Dots(Gen<int> numbers) =>
        Cells(numbers).Zip(Colors, (cell, color) => new Dot(cell, color)).ArrayOf().Resize(6);

    public static Gen<Line[]> Lines(Gen<int> numbers) =>
        OptionalColors.Zip(Cells(numbers).ArrayOf(), (color, cells) => new Line(color, cells)).ArrayOf().Resize(4);

    private static Gen<Color> Colors => Gen.Elements(Palette.Red, Palette.Green, Palette.Blue, default);

    private static Gen<Color?> OptionalColors => Gen.OneOf(Gen.Constant<Color?>(null), Colors.Select(color => (Color?)color));
}

using Dots.Domain.Boards;
using Dots.Domain.Paths;

namespace Dots.Domain.Tests;

/// <summary>A readable notation for grids and lines.</summary>
internal static class Notation
{
    /// <summary>Parses a grid from its rows, one character per cell: R, G, B and Y are dots, other characters empty cells.</summary>
    public static Grid GridOf(params string[] rows) =>
        Grid.Create(
            rows.Length,
            rows[0].Length,
            [.. from row in Enumerable.Range(0, rows.Length)
                from col in Enumerable.Range(0, rows[row].Length)
                where ColorOf(rows[row][col]) is not null
                select Dot(row, col, ColorOf(rows[row][col])!.Value)]);

    public static Dot Dot(int row, int col, Color color) => new(new Cell(row, col), color);

    public static Line Line(Color? color, params (int Row, int Col)[] cells) =>
        new(color, [.. cells.Select(cell => new Cell(cell.Row, cell.Col))]);

    private static Color? ColorOf(char letter) =>
        letter switch
        {
            'R' => Palette.Red,
            'G' => Palette.Green,
            'B' => Palette.Blue,
            'Y' => Palette.Yellow,
            _ => null,
        };
}

using System.Globalization;

namespace Dots.Domain.Boards;

/// <summary>
/// A place on a grid, rows and columns counted from 0 at the top left. Any two numbers make a cell; whether it lies on
/// a grid is for <see cref="Grid.Contains"/> to say.
/// </summary>
public readonly record struct Cell(int Row, int Col)
{
    /// <summary>Whether the other cell is directly above, below, left or right of this one.</summary>
    public bool IsNextTo(Cell other)
    {
        // In 64 bits, because the distance between two ints can overflow an int.
        var rows = Math.Abs((long)Row - other.Row);
        var cols = Math.Abs((long)Col - other.Col);
        return rows + cols == 1;
    }

    /// <summary>The cell in words, as messages name it: <c>row 2, column 0</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"row {Row}, column {Col}");
}

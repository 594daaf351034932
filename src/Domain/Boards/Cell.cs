using System.Globalization;

namespace Dots.Domain.Boards;

/// <summary>
/// A position in zero-based rows and columns from the top left. Any two integers are a cell; <see cref="Grid.Contains"/> decides whether
/// it lies on a grid.
/// </summary>
public readonly record struct Cell(int Row, int Col)
{
    /// <summary>Whether the other cell is directly above, below, left or right of this one.</summary>
    public bool IsNextTo(Cell other)
    {
        // The difference of two ints can overflow an int.
        var rows = Math.Abs((long)Row - other.Row);
        var cols = Math.Abs((long)Col - other.Col);
        return rows + cols == 1;
    }

    /// <summary>The form used in messages: <c>row 2, column 0</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"row {Row}, column {Col}");
}

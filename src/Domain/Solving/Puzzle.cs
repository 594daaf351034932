using Dots.Domain.Boards;
using Dots.Domain.Paths;

namespace Dots.Domain.Solving;

/// <summary>
/// A board as the solvers see it: cells are numbered row by row, colors from 1, and there are never more columns than rows, because the work of
/// <see cref="FrontierCount"/> grows with the width. Immutable.
/// </summary>
internal sealed class Puzzle
{
    private readonly Orientation _orientation;
    private readonly Color[] _colors;
    private readonly int[] _color;

    private Puzzle(int rows, int cols, Orientation orientation, bool coversAllCells, Color[] colors, int[] color)
    {
        Rows = rows;
        Cols = cols;
        _orientation = orientation;
        CoversAllCells = coversAllCells;
        _colors = colors;
        _color = color;
    }

    public int Rows { get; }

    public int Cols { get; }

    public int CellCount => Rows * Cols;

    public int ColorCount => _colors.Length;

    /// <summary>Whether a solution uses every cell (<see cref="BoardRule.AllCells"/>).</summary>
    public bool CoversAllCells { get; }

    /// <summary>The number of the color of the dot in this cell; 0 if it has none.</summary>
    public int ColorAt(int cell) => _color[cell];

    public static Puzzle Of(Grid grid, BoardRule rule)
    {
        var orientation = new Orientation(grid.Rows, grid.Cols, Transpose: grid.Cols > grid.Rows);
        var (rows, cols) = orientation.Transpose ? (grid.Cols, grid.Rows) : (grid.Rows, grid.Cols);
        Color[] colors = [.. grid.Colors];
        var color = new int[rows * cols];
        foreach (var dot in grid.Dots)
        {
            color[orientation.ToIndex(dot.Cell)] = Array.IndexOf(colors, dot.Color) + 1;
        }

        return new Puzzle(rows, cols, orientation, rule == BoardRule.AllCells, colors, color);
    }

    /// <summary>Follows the edges of a solution from dot to dot.</summary>
    public IReadOnlyList<Line> LinesOf(EdgeSet edges)
    {
        var lines = new List<Line>();
        var isDone = new bool[ColorCount + 1];
        for (var start = 0; start < CellCount; start++)
        {
            if (_color[start] is var color && (color == 0 || isDone[color]))
            {
                continue;
            }

            isDone[color] = true;
            var cells = new List<Cell>();
            for (int cell = start, previous = -1, next; ; previous = cell, cell = next)
            {
                cells.Add(_orientation.ToCell(cell));
                next = edges.Next(cell, previous);
                if (next < 0)
                {
                    break;
                }
            }

            lines.Add(new Line(_colors[color - 1], cells));
        }

        return lines;
    }

    /// <summary>The edges between the cells of lines.</summary>
    public EdgeSet EdgesOf(IReadOnlyList<Line> lines)
    {
        var edges = new EdgeSet(Rows, Cols);
        foreach (var line in lines)
        {
            for (var i = 1; i < line.Cells.Count; i++)
            {
                var (one, other) = (_orientation.ToIndex(line.Cells[i - 1]), _orientation.ToIndex(line.Cells[i]));
                var first = Math.Min(one, other);
                edges[Cols > 1 && Math.Abs(one - other) == 1 ? EdgeSet.RightOf(first) : EdgeSet.Below(first)] = true;
            }
        }

        return edges;
    }

    /// <summary>How the cells of a board are numbered.</summary>
    private sealed record Orientation(int Rows, int Cols, bool Transpose)
    {
        private int Width => Transpose ? Rows : Cols;

        public int ToIndex(Cell cell) => Transpose ? (cell.Col * Rows) + cell.Row : (cell.Row * Cols) + cell.Col;

        public Cell ToCell(int index)
        {
            var (row, col) = Math.DivRem(index, Width);
            return Transpose ? new Cell(col, row) : new Cell(row, col);
        }
    }
}

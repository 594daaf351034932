using Dots.Domain.Boards;
using Dots.Domain.Paths;

namespace Dots.Domain.Tests;

/// <summary>
/// A second implementation of the rules to check the domain's against: one plain expression per rule, with no regard for speed. It uses only
/// the data of the domain's types, none of their logic.
/// </summary>
internal static class Oracle
{
    /// <summary>The rules that a grid breaks.</summary>
    public static IReadOnlyList<string> BrokenRules(int rows, int cols, IReadOnlyList<Dot> dots)
    {
        var isValidSize = rows is >= 1 and <= 50 && cols is >= 1 and <= 50;
        var (height, width) = isValidSize ? (rows, cols) : (50, 50);

        return Broken(
            ("grid_size", !isValidSize),
            ("too_many_dots", dots.Count > height * width),
            ("on_grid", dots.Any(dot => !IsInside(dot.Cell, height, width))),
            ("one_dot_per_cell", dots.GroupBy(dot => dot.Cell).Any(cell => cell.Count() > 1)),
            ("color_format", dots.Any(dot => dot.Color == default)),
            ("two_dots_per_color", dots.GroupBy(dot => dot.Color).Any(pair => pair.Count() != 2)));
    }

    /// <summary>The rules that lines on a valid grid break.</summary>
    public static IReadOnlyList<string> BrokenRules(Grid grid, IReadOnlyList<Line> lines)
    {
        var (rows, cols, dots) = (grid.Rows, grid.Cols, grid.Dots);
        var cells = lines.SelectMany(line => line.Cells).ToList();
        var colored = lines.Where(line => line.Color is not null && line.Cells.Count > 0).ToList();

        return Broken(
            ("too_many_lines", lines.Count > rows * cols),
            ("too_many_cells", lines.Any(line => line.Cells.Count > rows * cols)),
            ("line_not_empty", lines.Any(line => line.Cells.Count == 0)),
            ("on_grid", cells.Any(cell => !IsInside(cell, rows, cols))),
            ("cell_used_once", cells.Distinct().Count() < cells.Count),
            ("adjacent", lines.SelectMany(Steps).Any(step => !AreNeighbors(step.From, step.To))),
            ("color_on_board", colored.Any(line => DotsOf(line).Count == 0)),
            ("one_line_per_color", colored.GroupBy(line => line.Color).Any(color => color.Count() > 1)),
            ("starts_on_own_dot", colored.Any(line => !DotsOf(line).Contains(line.Cells[0]))),
            ("foreign_dot", colored.Any(line => dots.Any(dot => dot.Color != line.Color && line.Cells.Contains(dot.Cell)))),
            ("ends_at_partner", colored.Any(line => line.Cells.SkipLast(1).Any(cell => IsPartner(line, cell)))));

        List<Cell> DotsOf(Line line) => [.. dots.Where(dot => dot.Color == line.Color).Select(dot => dot.Cell)];

        bool IsPartner(Line line, Cell cell) => cell != line.Cells[0] && DotsOf(line).Contains(cell);
    }

    /// <summary>Whether there is a pair, and each has a line of its color from one dot to the other.</summary>
    public static bool IsConnected(Grid grid, IReadOnlyList<Line> lines) =>
        grid.Dots.Count > 0 && grid.Dots
            .GroupBy(dot => dot.Color, dot => dot.Cell)
            .All(pair => lines.Any(line => line.Color == pair.Key && pair.ToHashSet().SetEquals([line.Cells[0], line.Cells[^1]])));

    /// <summary>Whether the colored lines cover every cell.</summary>
    public static bool IsFilled(Grid grid, IReadOnlyList<Line> lines)
    {
        var all = from row in Enumerable.Range(0, grid.Rows) from col in Enumerable.Range(0, grid.Cols) select new Cell(row, col);
        return !all.Except(lines.Where(line => line.Color is not null).SelectMany(line => line.Cells)).Any();
    }

    public static bool AreNeighbors(Cell one, Cell other)
    {
        (long row, long col) = (one.Row, one.Col);
        (long, long)[] around = [(row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)];
        return around.Contains((other.Row, other.Col));
    }

    private static bool IsInside(Cell cell, int rows, int cols) =>
        Enumerable.Range(0, rows).Contains(cell.Row) && Enumerable.Range(0, cols).Contains(cell.Col);

    private static IEnumerable<(Cell From, Cell To)> Steps(Line line) => line.Cells.Zip(line.Cells.Skip(1));

    private static List<string> Broken(params (string Rule, bool IsBroken)[] rules) =>
        [.. rules.Where(rule => rule.IsBroken).Select(rule => rule.Rule)];
}

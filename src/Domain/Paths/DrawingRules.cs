using Dots.Domain.Boards;

namespace Dots.Domain.Paths;

/// <summary>Walks along the lines of one drawing and finds what is wrong with them. Used once.</summary>
internal sealed class DrawingRules(Grid grid)
{
    private readonly RuleCheck _check = new();
    private readonly HashSet<Cell> _used = [];
    private readonly HashSet<Color> _drawn = [];

    /// <remarks>
    /// The work is bounded by the grid, not by the input: after each cell of the grid was used once, every further cell
    /// is a violation, and soon the check is full.
    /// </remarks>
    /// <exception cref="DomainException">A line breaks a rule.</exception>
    public void Check(IReadOnlyList<Line> lines)
    {
        if (lines.Count > grid.CellCount)
        {
            _check.Report(
                "lines",
                "too_many_lines",
                $"There are {lines.Count} lines: the board has {grid.CellCount} cells, and no two lines share one.");
        }
        else
        {
            for (var i = 0; i < lines.Count && !_check.IsFull; i++)
            {
                ArgumentNullException.ThrowIfNull(lines[i], nameof(lines));
                CheckLine(lines[i], $"lines[{i}]");
            }
        }

        _check.ThrowIfBroken();
    }

    private void CheckLine(Line line, string field)
    {
        if (line.Cells is not [var start, ..])
        {
            _check.Report($"{field}.cells", "line_not_empty", "The line has no cells: a line has at least one.");
            return;
        }

        if (line.Cells.Count > grid.CellCount)
        {
            _check.Report(
                $"{field}.cells",
                "too_many_cells",
                $"The line from {start} has {line.Cells.Count} cells: the board has {grid.CellCount}, each to be used once at most.");
            return;
        }

        CheckCells(line.Cells, field);

        if (line.Color is { } color)
        {
            CheckColor(line.Cells, color, field);
        }
    }

    private void CheckCells(IReadOnlyList<Cell> cells, string field)
    {
        for (var i = 0; i < cells.Count && !_check.IsFull; i++)
        {
            var cell = cells[i];

            if (!grid.Contains(cell))
            {
                Report(i, "on_grid", $"The line leaves the board, which is {grid.Rows} by {grid.Cols}, at {cell}.");
            }
            else if (!_used.Add(cell))
            {
                Report(i, "cell_used_once", $"The cell at {cell} is used already: a cell is used once at most, by one line.");
            }

            if (i > 0 && !cell.IsNextTo(cells[i - 1]))
            {
                Report(i, "adjacent", $"The line jumps from {cells[i - 1]} to {cell}: it goes up, down, left or right, a cell at a time.");
            }
        }

        void Report(int index, string rule, string message) => _check.Report($"{field}.cells[{index}]", rule, message);
    }

    private void CheckColor(IReadOnlyList<Cell> cells, Color color, string field)
    {
        if (!grid.Colors.Contains(color))
        {
            _check.Report($"{field}.color", "color_on_board", $"The line from {cells[0]} has the color {color}, which no dot has.");
            return;
        }

        if (!_drawn.Add(color))
        {
            _check.Report(
                $"{field}.color",
                "one_line_per_color",
                $"The line from {cells[0]} has the color {color}, as an earlier line has: there is one line a color at most.");
        }

        CheckDots(cells, color, field);
    }

    private void CheckDots(IReadOnlyList<Cell> cells, Color color, string field)
    {
        var start = cells[0];

        for (var i = 0; i < cells.Count && !_check.IsFull; i++)
        {
            var cell = cells[i];
            var dot = grid.DotAt(cell);

            if (i == 0 && dot != color)
            {
                Report(i, "starts_on_own_dot", $"The line starts at {cell}, where there is no dot of its color {color}.");
            }
            else if (dot is not null && dot != color)
            {
                Report(i, "foreign_dot", $"The line of color {color} enters {cell}, where there is a dot of color {dot}.");
            }
            else if (i < cells.Count - 1 && dot == color && cell != start)
            {
                Report(i + 1, "ends_at_partner", $"The line goes on to {cells[i + 1]}: it ended at {cell}, on its second dot.");
                return;
            }
        }

        void Report(int index, string rule, string message) => _check.Report($"{field}.cells[{index}]", rule, message);
    }
}

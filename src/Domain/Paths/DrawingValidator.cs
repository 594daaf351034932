using Dots.Domain.Boards;

namespace Dots.Domain.Paths;

/// <summary>Checks the lines of one drawing against the rules. Holds state: use an instance once.</summary>
internal sealed class DrawingValidator(Grid grid)
{
    private readonly ViolationList _violations = new();
    private readonly HashSet<Cell> _usedCells = [];
    private readonly HashSet<Color> _usedColors = [];

    /// <remarks>
    /// The work is bounded by the size of the grid, not by that of the input: once every cell of the grid has been used, each further cell is
    /// a violation, and the list of violations fills up.
    /// </remarks>
    /// <exception cref="DomainException">A line breaks a rule.</exception>
    public void Validate(IReadOnlyList<Line> lines)
    {
        if (lines.Count > grid.CellCount)
        {
            _violations.Add(
                "lines",
                "too_many_lines",
                $"There are {lines.Count} lines: the board has {grid.CellCount} cells, and lines share none.");
        }
        else
        {
            for (var i = 0; i < lines.Count && !_violations.IsFull; i++)
            {
                ArgumentNullException.ThrowIfNull(lines[i], nameof(lines));
                CheckLine(lines[i], $"lines[{i}]");
            }
        }

        _violations.ThrowIfAny();
    }

    private void CheckLine(Line line, string field)
    {
        if (line.Cells is not [var start, ..])
        {
            _violations.Add($"{field}.cells", "line_not_empty", "The line has no cells: a line has at least one.");
            return;
        }

        if (line.Cells.Count > grid.CellCount)
        {
            _violations.Add(
                $"{field}.cells",
                "too_many_cells",
                $"The line from {start} has {line.Cells.Count} cells: the board has {grid.CellCount}, each used at most once.");
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
        for (var i = 0; i < cells.Count && !_violations.IsFull; i++)
        {
            var cell = cells[i];

            if (!grid.Contains(cell))
            {
                Report(i, "on_grid", $"The line leaves the board, which is {grid.Rows} by {grid.Cols}, at {cell}.");
            }
            else if (!_usedCells.Add(cell))
            {
                Report(i, "cell_used_once", $"The cell at {cell} is used already: a cell is used at most once, by one line.");
            }

            if (i > 0 && !cell.IsNextTo(cells[i - 1]))
            {
                Report(i, "adjacent", $"The line jumps from {cells[i - 1]} to {cell}: it moves up, down, left or right, one cell at a time.");
            }
        }

        void Report(int index, string rule, string message) => _violations.Add($"{field}.cells[{index}]", rule, message);
    }

    private void CheckColor(IReadOnlyList<Cell> cells, Color color, string field)
    {
        if (!grid.Colors.Contains(color))
        {
            _violations.Add($"{field}.color", "color_on_board", $"The line from {cells[0]} has the color {color}, which no dot has.");
            return;
        }

        if (!_usedColors.Add(color))
        {
            _violations.Add(
                $"{field}.color",
                "one_line_per_color",
                $"The line from {cells[0]} has the color {color}, like an earlier line: there is at most one line per color.");
        }

        CheckDots(cells, color, field);
    }

    private void CheckDots(IReadOnlyList<Cell> cells, Color color, string field)
    {
        var start = cells[0];

        for (var i = 0; i < cells.Count && !_violations.IsFull; i++)
        {
            var cell = cells[i];
            var dot = grid.ColorAt(cell);

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
                Report(i + 1, "ends_at_partner", $"The line continues to {cells[i + 1]}: it must end at {cell}, on its second dot.");
                return;
            }
        }

        void Report(int index, string rule, string message) => _violations.Add($"{field}.cells[{index}]", rule, message);
    }
}

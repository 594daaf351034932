using Dots.Domain.Boards;

namespace Dots.Domain.Paths;

/// <summary>
/// Lines on a grid that keep the rules of Flow Free. Immutable and always valid; it may be unfinished or empty.
/// </summary>
/// <remarks>
/// Every line has at least one cell. All cells lie on the grid, consecutive cells share an edge, and no cell is used twice in the whole
/// drawing. There is at most one line per color. It starts on a dot of its color, avoids dots of other colors, and ends at the second dot
/// of its color if it reaches it. A line may run alongside itself.
/// </remarks>
public sealed class Drawing
{
    private Drawing(Grid grid, IReadOnlyList<Line> lines)
    {
        Lines = [.. lines];

        // Counting suffices because the lines are valid: at most one line per color, and no cell used twice.
        Connected = grid.Colors.Count > 0 && Lines.Count(line => ConnectsPair(line, grid)) == grid.Colors.Count;
        Filled = Lines.Where(line => line.Color is not null).Sum(line => line.Cells.Count) == grid.CellCount;
    }

    /// <summary>In the order given to <see cref="Create"/>.</summary>
    public IReadOnlyList<Line> Lines { get; }

    /// <summary>Every pair is connected by a line of its color. False if there are no pairs: such a board is a draft, and nothing solves it.</summary>
    public bool Connected { get; }

    /// <summary>Every cell of the grid is covered by a colored line. Free lines are notes of the player's and fill nothing.</summary>
    public bool Filled { get; }

    /// <remarks>The work is bounded by the size of the grid, not by that of the input.</remarks>
    /// <exception cref="DomainException">A line breaks a rule.</exception>
    public static Drawing Create(Grid grid, IReadOnlyList<Line> lines)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(lines);

        new DrawingValidator(grid).Validate(lines);

        return new Drawing(grid, lines);
    }

    public bool Solves(BoardRule rule) => IsSolution(rule, Connected, Filled);

    internal static bool IsSolution(BoardRule rule, bool connected, bool filled) =>
        connected && (filled || rule == BoardRule.PairsOnly);

    private static bool ConnectsPair(Line line, Grid grid) =>
        line.Color is { } color && line.Cells.Count > 1 && grid.ColorAt(line.Cells[^1]) == color;
}

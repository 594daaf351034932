using Dots.Domain.Boards;

namespace Dots.Domain.Paths;

/// <summary>
/// Lines on a grid. Immutable, and cannot be built wrong: it keeps the rules of Flow Free, and may be unfinished or empty.
/// </summary>
/// <remarks>
/// Every line has a cell or more, all on the grid, each directly above, below, left or right of the one before, and no
/// cell is used twice in the whole drawing. A colored line, at most one a color, starts on a dot of its color, enters no
/// cell with a dot of another, and ends where it reaches its partner. A line may lie next to itself.
/// </remarks>
public sealed class Drawing
{
    private Drawing(Grid grid, IReadOnlyList<Line> lines)
    {
        Lines = [.. lines];

        // The rules make these sums exact: a color has one line at most, and a cell is used once at most.
        Connected = Lines.Count(line => JoinsPair(line, grid)) == grid.Colors.Count;
        Filled = Lines.Sum(line => line.Cells.Count) == grid.CellCount;
    }

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<Line> Lines { get; }

    /// <summary>Every pair is joined by the line of its color; so it is where there are no pairs.</summary>
    public bool Connected { get; }

    /// <summary>Every cell of the grid is used, by a colored line or a free one.</summary>
    public bool Filled { get; }

    /// <remarks>Looks at no more cells than the grid has, and a few, however many are given.</remarks>
    /// <exception cref="DomainException">A line breaks a rule.</exception>
    public static Drawing Create(Grid grid, IReadOnlyList<Line> lines)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(lines);

        new DrawingRules(grid).Check(lines);

        return new Drawing(grid, lines);
    }

    public bool Solves(BoardRule rule) => IsSolution(rule, Connected, Filled);

    internal static bool IsSolution(BoardRule rule, bool connected, bool filled) =>
        connected && (filled || rule == BoardRule.PairsOnly);

    private static bool JoinsPair(Line line, Grid grid) =>
        line.Color is { } color && line.Cells.Count > 1 && grid.DotAt(line.Cells[^1]) == color;
}

using System.Collections.ObjectModel;

namespace Dots.Domain.Boards;

/// <summary>
/// The geometry of a board: its size and its pairs of dots. Immutable, and cannot be built wrong: every dot lies on the
/// grid, no cell has two dots, and each color is on exactly two. A grid without dots is an author's draft, and valid.
/// </summary>
/// <remarks>Equal to a grid of the same size with the same dots, in whatever order they are listed.</remarks>
public sealed class Grid : IEquatable<Grid>
{
    /// <summary>The most rows, and the most columns, that a grid has.</summary>
    public const int MaxSide = 50;

    private readonly Dictionary<Cell, Color> _colorAt;

    private Grid(int rows, int cols, IReadOnlyList<Dot> dots)
    {
        Rows = rows;
        Cols = cols;
        Dots = [.. dots];
        Colors = new ReadOnlySet<Color>(dots.Select(dot => dot.Color).ToHashSet());
        _colorAt = dots.ToDictionary(dot => dot.Cell, dot => dot.Color);
    }

    public int Rows { get; }

    public int Cols { get; }

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<Dot> Dots { get; }

    /// <summary>One for each pair of dots.</summary>
    public IReadOnlyCollection<Color> Colors { get; }

    public int CellCount => Rows * Cols;

    /// <exception cref="DomainException">The size or a dot breaks a rule.</exception>
    public static Grid Create(int rows, int cols, IReadOnlyList<Dot> dots)
    {
        CheckAll(rows, cols, dots).ThrowIfBroken();

        return new Grid(rows, cols, dots);
    }

    /// <summary>What <see cref="Create"/> would reject, for who has more to check than the grid and wants to tell it all at once.</summary>
    /// <returns>Empty when there is nothing wrong.</returns>
    public static IReadOnlyList<RuleViolation> Check(int rows, int cols, IReadOnlyList<Dot> dots) => CheckAll(rows, cols, dots).Violations;

    public bool Contains(Cell cell) => IsOnGrid(cell, Rows, Cols);

    /// <summary>The color of the dot in this cell; null where there is none, on the grid or off it.</summary>
    public Color? DotAt(Cell cell) => _colorAt.TryGetValue(cell, out var color) ? color : null;

    public bool Equals(Grid? other) =>
        other is not null
        && Rows == other.Rows
        && Cols == other.Cols
        && Dots.Count == other.Dots.Count
        && Dots.All(dot => other.DotAt(dot.Cell) == dot.Color);

    public override bool Equals(object? obj) => Equals(obj as Grid);

    public override int GetHashCode() =>
        // A sum, because it does not depend on the dots' order.
        Dots.Aggregate(HashCode.Combine(Rows, Cols), (sum, dot) => unchecked(sum + dot.GetHashCode()));

    private static RuleCheck CheckAll(int rows, int cols, IReadOnlyList<Dot> dots)
    {
        ArgumentNullException.ThrowIfNull(dots);

        var check = new RuleCheck();
        CheckSize(check, rows, cols);
        CheckDots(check, rows, cols, dots);
        return check;
    }

    private static void CheckSize(RuleCheck check, int rows, int cols)
    {
        if (!IsSide(rows))
        {
            check.Report("rows", "grid_size", $"A board has 1 to {MaxSide} rows.");
        }

        if (!IsSide(cols))
        {
            check.Report("cols", "grid_size", $"A board has 1 to {MaxSide} columns.");
        }
    }

    private static void CheckDots(RuleCheck check, int rows, int cols, IReadOnlyList<Dot> dots)
    {
        // On a grid of no proper size, dots are checked as if it were of the largest: only for what is wrong in any case.
        if (!IsSide(rows) || !IsSide(cols))
        {
            (rows, cols) = (MaxSide, MaxSide);
        }

        if (dots.Count > rows * cols)
        {
            check.Report(
                "dots",
                "too_many_dots",
                $"There are {dots.Count} dots: a board of {rows} by {cols} has room for {rows * cols}, one a cell.");
            return;
        }

        var dotsOf = dots.CountBy(dot => dot.Color).ToDictionary();
        var taken = new HashSet<Cell>();

        for (var i = 0; i < dots.Count && !check.IsFull; i++)
        {
            var (cell, color) = dots[i];

            if (!IsOnGrid(cell, rows, cols))
            {
                check.Report($"dots[{i}]", "on_grid", $"The dot at {cell} is not on a board of {rows} by {cols}.");
            }
            else if (!taken.Add(cell))
            {
                check.Report($"dots[{i}]", "one_dot_per_cell", $"There is more than one dot at {cell}: a cell has at most one.");
            }

            if (color == default)
            {
                check.Report($"dots[{i}].color", "color_format", $"The dot at {cell} has no color: a color is written #RRGGBB.");
            }
            else if (dotsOf[color] != 2)
            {
                check.Report(
                    $"dots[{i}].color",
                    "two_dots_per_color",
                    $"The dot at {cell} has the color {color}, which is on {dotsOf[color]} in all: each color is on exactly two dots.");
            }
        }
    }

    private static bool IsSide(int length) => length is >= 1 and <= MaxSide;

    private static bool IsOnGrid(Cell cell, int rows, int cols) =>
        cell.Row >= 0 && cell.Row < rows && cell.Col >= 0 && cell.Col < cols;
}

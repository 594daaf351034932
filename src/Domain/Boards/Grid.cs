using System.Collections.ObjectModel;

namespace Dots.Domain.Boards;

/// <summary>
/// The geometry of a board: its size and its pairs of dots. Immutable and always valid: every dot lies on the grid, no cell has two dots,
/// and each color has exactly two dots. A grid without dots is valid; authors save drafts.
/// </summary>
/// <remarks>Grids of the same size with the same dots are equal, whatever the order of the dots.</remarks>
public sealed class Grid : IEquatable<Grid>
{
    /// <summary>The largest number of rows and of columns.</summary>
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

    /// <summary>In the order given to <see cref="Create"/>.</summary>
    public IReadOnlyList<Dot> Dots { get; }

    /// <summary>One for each pair of dots.</summary>
    public IReadOnlyCollection<Color> Colors { get; }

    public int CellCount => Rows * Cols;

    /// <exception cref="DomainException">The size or a dot breaks a rule.</exception>
    public static Grid Create(int rows, int cols, IReadOnlyList<Dot> dots)
    {
        FindViolations(rows, cols, dots).ThrowIfAny();

        return new Grid(rows, cols, dots);
    }

    /// <summary>Finds what <see cref="Create"/> would reject, for callers that report all errors together.</summary>
    /// <returns>Empty for a valid grid.</returns>
    public static IReadOnlyList<RuleViolation> Validate(int rows, int cols, IReadOnlyList<Dot> dots) =>
        FindViolations(rows, cols, dots).Violations;

    public bool Contains(Cell cell) => IsOnGrid(cell, Rows, Cols);

    /// <summary>The color of the dot in this cell; null if the cell has no dot or lies off the grid.</summary>
    public Color? ColorAt(Cell cell) => _colorAt.TryGetValue(cell, out var color) ? color : null;

    public bool Equals(Grid? other) =>
        other is not null
        && Rows == other.Rows
        && Cols == other.Cols
        && Dots.Count == other.Dots.Count
        && Dots.All(dot => other.ColorAt(dot.Cell) == dot.Color);

    public override bool Equals(object? obj) => Equals(obj as Grid);

    public override int GetHashCode() =>
        // A sum does not depend on the order of the dots.
        Dots.Aggregate(HashCode.Combine(Rows, Cols), (sum, dot) => unchecked(sum + dot.GetHashCode()));

    private static ViolationList FindViolations(int rows, int cols, IReadOnlyList<Dot> dots)
    {
        ArgumentNullException.ThrowIfNull(dots);

        var violations = new ViolationList();
        CheckSize(violations, rows, cols);
        CheckDots(violations, rows, cols, dots);
        return violations;
    }

    private static void CheckSize(ViolationList violations, int rows, int cols)
    {
        if (!IsValidSide(rows))
        {
            violations.Add("rows", "grid_size", $"A board has 1 to {MaxSide} rows.");
        }

        if (!IsValidSide(cols))
        {
            violations.Add("cols", "grid_size", $"A board has 1 to {MaxSide} columns.");
        }
    }

    private static void CheckDots(ViolationList violations, int rows, int cols, IReadOnlyList<Dot> dots)
    {
        // With an invalid size, check the dots against the largest grid: what is wrong there is wrong on every grid.
        if (!IsValidSide(rows) || !IsValidSide(cols))
        {
            (rows, cols) = (MaxSide, MaxSide);
        }

        if (dots.Count > rows * cols)
        {
            violations.Add(
                "dots",
                "too_many_dots",
                $"There are {dots.Count} dots: a board of {rows} by {cols} has room for {rows * cols}, one per cell.");
            return;
        }

        var dotCounts = dots.CountBy(dot => dot.Color).ToDictionary();
        var occupied = new HashSet<Cell>();

        for (var i = 0; i < dots.Count && !violations.IsFull; i++)
        {
            var (cell, color) = dots[i];

            if (!IsOnGrid(cell, rows, cols))
            {
                violations.Add($"dots[{i}]", "on_grid", $"The dot at {cell} is not on a board of {rows} by {cols}.");
            }
            else if (!occupied.Add(cell))
            {
                violations.Add($"dots[{i}]", "one_dot_per_cell", $"There is more than one dot at {cell}: a cell has at most one.");
            }

            if (color == default)
            {
                violations.Add($"dots[{i}].color", "color_format", $"The dot at {cell} has no color: a color is written #RRGGBB.");
            }
            else if (dotCounts[color] != 2)
            {
                violations.Add(
                    $"dots[{i}].color",
                    "two_dots_per_color",
                    $"The dot at {cell} has the color {color}; dots of that color: {dotCounts[color]}. Each color has exactly two dots.");
            }
        }
    }

    private static bool IsValidSide(int length) => length is >= 1 and <= MaxSide;

    private static bool IsOnGrid(Cell cell, int rows, int cols) =>
        cell.Row >= 0 && cell.Row < rows && cell.Col >= 0 && cell.Col < cols;
}

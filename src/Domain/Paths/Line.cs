using Dots.Domain.Boards;

namespace Dots.Domain.Paths;

/// <summary>
/// Cells in drawing order. A line with a color belongs to the pair of that color; a line without one is free. Immutable. Any cells are a
/// line; <see cref="Drawing.Create"/> checks the rules.
/// </summary>
/// <remarks>Lines of the same color through the same cells in the same order are equal.</remarks>
public sealed class Line : IEquatable<Line>
{
    public Line(Color? color, IReadOnlyList<Cell> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);

        Color = color;
        Cells = [.. cells];
    }

    /// <summary>Null for a free line.</summary>
    public Color? Color { get; }

    public IReadOnlyList<Cell> Cells { get; }

    public bool Equals(Line? other) => other is not null && Color == other.Color && Cells.SequenceEqual(other.Cells);

    public override bool Equals(object? obj) => Equals(obj as Line);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Color);

        foreach (var cell in Cells)
        {
            hash.Add(cell);
        }

        return hash.ToHashCode();
    }
}

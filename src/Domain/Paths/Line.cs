using Dots.Domain.Boards;

namespace Dots.Domain.Paths;

/// <summary>
/// Cells in the order in which they were drawn, for a pair of dots or, without a color, for none (a free line).
/// Immutable. Any cells make a line; whether it keeps the rules is for <see cref="Drawing.Create"/> to say.
/// </summary>
/// <remarks>Equal to a line of the same color through the same cells in the same order.</remarks>
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

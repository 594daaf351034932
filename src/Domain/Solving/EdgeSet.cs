namespace Dots.Domain.Solving;

/// <summary>
/// Edges between adjacent cells of a puzzle. The edge to the right of cell <c>i</c> has the number <c>2i</c>, the one below it <c>2i + 1</c>.
/// </summary>
internal sealed class EdgeSet(int rows, int cols)
{
    private readonly bool[] _contains = new bool[2 * rows * cols];

    public bool this[int edge]
    {
        get => _contains[edge];
        set => _contains[edge] = value;
    }

    public static int RightOf(int cell) => 2 * cell;

    public static int Below(int cell) => (2 * cell) + 1;

    /// <summary>The cell after <paramref name="previous"/> and <paramref name="cell"/> on a line; -1 at its end.</summary>
    public int Next(int cell, int previous)
    {
        var col = cell % cols;
        if (col + 1 < cols && cell + 1 != previous && _contains[RightOf(cell)])
        {
            return cell + 1;
        }

        if (cell + cols < rows * cols && cell + cols != previous && _contains[Below(cell)])
        {
            return cell + cols;
        }

        if (col > 0 && cell - 1 != previous && _contains[RightOf(cell - 1)])
        {
            return cell - 1;
        }

        return cell >= cols && cell - cols != previous && _contains[Below(cell - cols)] ? cell - cols : -1;
    }
}

using Dots.Domain.Boards;
using Dots.Domain.Paths;

namespace Dots.Domain.Tests;

/// <summary>A grid and lines on it, valid or not. FsCheck prints it when a property fails.</summary>
internal sealed record Puzzle(Grid Grid, IReadOnlyList<Line> Lines)
{
    public override string ToString()
    {
        var dots = Grid.Dots.Select(dot => $"{dot.Color}({dot.Cell.Row},{dot.Cell.Col})");
        var lines = Lines.Select(line => $"{line.Color}: {string.Join(' ', line.Cells.Select(cell => (cell.Row, cell.Col)))}");

        return $"{Grid.Rows} by {Grid.Cols}, dots {string.Join(' ', dots)}, lines [{string.Join("; ", lines)}]";
    }
}

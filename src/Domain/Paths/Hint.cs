namespace Dots.Domain.Paths;

/// <summary>What helps a player to go on: a line that has to be redrawn, or the next cells of one line, but never a whole solution. Immutable.</summary>
/// <param name="WrongLine">The index of a line that differs from the solution; null if there is none.</param>
/// <param name="Line">The beginning of a line and its next cells; null if a line is wrong, or all are complete.</param>
public sealed record Hint(int? WrongLine, Line? Line)
{
    /// <summary>How many cells it has beyond what is drawn.</summary>
    public const int MaxNewCells = 3;

    /// <summary>
    /// Of several solutions, follows the one from which the fewest lines differ. Then continues the longest incomplete line. Free lines are notes of
    /// the player's and do not matter. The same for the same drawing.
    /// </summary>
    /// <param name="drawing">What the player has drawn.</param>
    /// <param name="solutions">At least one. Where others exist, a line that differs from these need not be wrong.</param>
    public static Hint Of(Drawing drawing, IReadOnlyList<IReadOnlyList<Line>> solutions)
    {
        ArgumentNullException.ThrowIfNull(drawing);
        ArgumentNullException.ThrowIfNull(solutions);

        var solution = solutions.MinBy(lines => WrongLines(drawing, lines).Count())!;
        if (WrongLines(drawing, solution).ToList() is [var wrong, ..])
        {
            return new Hint(wrong, null);
        }

        var drawn = drawing.Lines.Where(line => line.Color is not null).ToDictionary(line => line.Color!.Value);
        var next = solution
            .Select(line => drawn.TryGetValue(line.Color!.Value, out var begun)
                ? (Line: InDirectionOf(begun, line), begun.Cells.Count)
                : (Line: line, Count: 1))
            .Where(line => line.Count < line.Line.Cells.Count)
            .OrderByDescending(line => line.Count)
            .Select(line => new Line(line.Line.Color, [.. line.Line.Cells.Take(line.Count + MaxNewCells)]))
            .FirstOrDefault();
        return new Hint(null, next);
    }

    private static IEnumerable<int> WrongLines(Drawing drawing, IReadOnlyList<Line> solution)
    {
        for (var i = 0; i < drawing.Lines.Count; i++)
        {
            var line = drawing.Lines[i];
            if (line.Color is not null && !InDirectionOf(line, solution.First(other => other.Color == line.Color)).Cells.Take(line.Cells.Count).SequenceEqual(line.Cells))
            {
                yield return i;
            }
        }
    }

    /// <summary>The line from the dot at which the player has begun.</summary>
    private static Line InDirectionOf(Line drawn, Line solution) =>
        solution.Cells[0] == drawn.Cells[0] ? solution : new Line(solution.Color, [.. solution.Cells.Reverse()]);
}

using Dots.Domain.Boards;

namespace Dots.Domain.Tests.Solving;

/// <summary>Boards with random dots, of which few have a solution, and boards whose dots are the ends of random lines, of which many have one.</summary>
internal static class RandomBoards
{
    public static Grid WithRandomDots(Random random, int rows, int cols, int pairs)
    {
        var cells = CellsOf(rows, cols);
        random.Shuffle(cells);
        return Grid.Create(rows, cols, [.. cells.Take(2 * pairs).Select((cell, i) => new Dot(cell, Palette.Nth(i / 2)))]);
    }

    /// <summary>The lines cover all cells but those that were left over alone.</summary>
    public static Grid WithDotsOnLines(Random random, int rows, int cols, int length)
    {
        var unused = CellsOf(rows, cols).ToHashSet();
        var dots = new List<Dot>();
        while (unused.Count > 0)
        {
            var line = new List<Cell> { unused.First() };
            unused.Remove(line[0]);
            while (line.Count < length)
            {
                var (row, col) = line[^1];
                Cell[] around = [new(row - 1, col), new(row + 1, col), new(row, col - 1), new(row, col + 1)];
                Cell[] next = [.. around.Where(unused.Contains)];
                if (next is [])
                {
                    break;
                }

                line.Add(next[random.Next(next.Length)]);
                unused.Remove(line[^1]);
            }

            if (line.Count > 1)
            {
                var color = Palette.Nth(dots.Count / 2);
                dots.AddRange([new Dot(line[0], color), new Dot(line[^1], color)]);
            }
        }

        return Grid.Create(rows, cols, dots);
    }

    /// <summary>Either kind, of at most so many cells.</summary>
    public static Grid Any(Random random, int maxCells)
    {
        var rows = random.Next(1, 7);
        var cols = random.Next(1, Math.Min(Grid.MaxSide, maxCells / rows) + 1);
        return random.Next(2) == 0
            ? WithRandomDots(random, rows, cols, random.Next(1, Math.Max(2, rows * cols / 3)) is var pairs && 2 * pairs <= rows * cols ? pairs : rows * cols / 2)
            : WithDotsOnLines(random, rows, cols, random.Next(2, 12));
    }

    private static Cell[] CellsOf(int rows, int cols) =>
        [.. from row in Enumerable.Range(0, rows) from col in Enumerable.Range(0, cols) select new Cell(row, col)];
}

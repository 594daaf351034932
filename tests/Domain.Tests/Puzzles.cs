using Dots.Domain.Boards;
using Dots.Domain.Paths;
using FsCheck;
using FsCheck.Fluent;

namespace Dots.Domain.Tests;

/// <summary>Generators of grids with lines: most are small, some have the largest size.</summary>
internal static class Puzzles
{
    /// <summary>Lines that keep the rules: finished, unfinished, free, or none.</summary>
    public static Arbitrary<Puzzle> Valid => Arb.From(ValidGen, Shrink);

    /// <summary>Valid lines with a few random mutations, not all of which break a rule.</summary>
    public static Arbitrary<Puzzle> Mutated => Arb.From(ValidGen.Zip(Randoms, Mutate), Shrink);

    private static Gen<Puzzle> ValidGen => Gen.OneOf(Randoms.Select(DrawBetweenDots), Randoms.Select(PlaceDotsOnLines));

    private static Gen<Random> Randoms => Gen.Choose(0, int.MaxValue).Select(seed => new Random(seed));

    /// <summary>Random dots, then random walks from some of them: seldom finished.</summary>
    private static Puzzle DrawBetweenDots(Random random)
    {
        var (rows, cols) = Size(random);
        var cells = AllCells(rows, cols);
        random.Shuffle(cells);
        var pairs = random.Next(Math.Min(cells.Length / 2, 12) + 1);
        var grid = Grid.Create(rows, cols, [.. cells.Take(pairs * 2).Select((cell, i) => new Dot(cell, Palette.Nth(i / 2)))]);

        Color?[] colors = [.. grid.Colors, .. Enumerable.Repeat<Color?>(null, random.Next(3))];
        random.Shuffle(colors);

        var unused = cells.ToHashSet();
        var lines = new List<Line>();

        foreach (var color in colors.Skip(random.Next(3)))
        {
            Cell[] starts = [.. unused.Where(cell => color is null || grid.ColorAt(cell) == color)];

            if (starts is [])
            {
                continue;
            }

            var allowed = unused.Where(cell => color is null || (grid.ColorAt(cell) ?? color) == color).ToHashSet();
            var length = random.Next(1, cells.Length + 1);
            var line = RandomWalk(random, Any(random, starts), allowed, length, isEnd: cell => color is not null && grid.ColorAt(cell) == color);
            unused.ExceptWith(line);
            lines.Add(new Line(color, line));
        }

        return new Puzzle(grid, lines);
    }

    /// <summary>Random walks that cover the grid, then dots at their ends: often solved.</summary>
    private static Puzzle PlaceDotsOnLines(Random random)
    {
        var (rows, cols) = Size(random);
        var unused = AllCells(rows, cols).ToHashSet();
        var dots = new List<Dot>();
        var lines = new List<Line>();

        while (unused.Count > 0)
        {
            var cells = RandomWalk(random, unused.First(), unused, random.Next(1, 12), isEnd: _ => false);
            unused.ExceptWith(cells);
            Color? color = cells.Count > 1 ? Palette.Nth(lines.Count) : null;
            lines.Add(new Line(color, cells));

            if (color is { } pairColor)
            {
                dots.AddRange([new Dot(cells[0], pairColor), new Dot(cells[^1], pairColor)]);
            }
        }

        // Truncate or drop some lines in half of the puzzles.
        if (random.Next(2) == 0)
        {
            lines = [.. lines
                .Where(_ => random.Next(8) > 0)
                .Select(line => new Line(line.Color, [.. line.Cells.Take(random.Next(1, 30))]))];
        }

        return new Puzzle(Grid.Create(rows, cols, dots), lines);
    }

    private static List<Cell> RandomWalk(Random random, Cell start, HashSet<Cell> allowed, int length, Func<Cell, bool> isEnd)
    {
        var cells = new List<Cell> { start };

        while (cells.Count < length && (cells.Count == 1 || !isEnd(cells[^1])))
        {
            var (row, col) = cells[^1];
            Cell[] around = [new(row - 1, col), new(row + 1, col), new(row, col - 1), new(row, col + 1)];
            Cell[] next = [.. around.Where(cell => allowed.Contains(cell) && !cells.Contains(cell))];

            if (next is [])
            {
                break;
            }

            cells.Add(Any(random, next));
        }

        return cells;
    }

    private static Puzzle Mutate(Puzzle puzzle, Random random)
    {
        var lines = puzzle.Lines.ToList();

        for (var mutations = random.Next(1, 4); mutations > 0 && lines.Count > 0; mutations--)
        {
            var i = random.Next(lines.Count);
            var (color, cells) = (lines[i].Color, lines[i].Cells);
            var k = random.Next(cells.Count + 1);

            switch (random.Next(9))
            {
                case 0: // drop a cell
                    lines[i] = new Line(color, [.. cells.Take(k), .. cells.Skip(k + 1)]);
                    break;
                case 1: // insert a cell
                    lines[i] = new Line(color, [.. cells.Take(k), NearbyCell(), .. cells.Skip(k)]);
                    break;
                case 2: // replace a cell
                    lines[i] = new Line(color, [.. cells.Take(k), NearbyCell(), .. cells.Skip(k + 1)]);
                    break;
                case 3: // extend past the end
                    lines[i] = new Line(color, [.. cells, .. cells.TakeLast(1).Select(end => end with { Col = end.Col + 1 })]);
                    break;
                case 4: // recolor, or make it free
                    lines[i] = new Line(Any<Color?>(random, [null, default(Color), Palette.Red, .. puzzle.Grid.Colors]), cells);
                    break;
                case 5: // reverse
                    lines[i] = new Line(color, [.. cells.Reverse()]);
                    break;
                case 6: // duplicate
                    lines.Add(lines[i]);
                    break;
                case 7: // split in two
                    lines[i] = new Line(color, [.. cells.Take(k)]);
                    lines.Add(new Line(color, [.. cells.Skip(k)]));
                    break;
                case 8: // append another line
                    lines[i] = new Line(color, [.. cells, .. lines[random.Next(lines.Count)].Cells]);
                    break;
            }
        }

        return puzzle with { Lines = lines };

        Cell NearbyCell() => new(random.Next(-1, puzzle.Grid.Rows + 1), random.Next(-1, puzzle.Grid.Cols + 1));
    }

    private static IEnumerable<Puzzle> Shrink(Puzzle puzzle)
    {
        for (var i = 0; i < puzzle.Lines.Count; i++)
        {
            var line = puzzle.Lines[i];
            yield return puzzle with { Lines = [.. puzzle.Lines.Take(i), .. puzzle.Lines.Skip(i + 1)] };

            if (line.Cells.Count > 1)
            {
                var shorter = new Line(line.Color, [.. line.Cells.SkipLast(1)]);
                yield return puzzle with { Lines = [.. puzzle.Lines.Take(i), shorter, .. puzzle.Lines.Skip(i + 1)] };
            }
        }
    }

    private static (int Rows, int Cols) Size(Random random)
    {
        var maxSide = random.Next(20) == 0 ? Grid.MaxSide : 6;
        return (random.Next(maxSide) + 1, random.Next(maxSide) + 1);
    }

    private static Cell[] AllCells(int rows, int cols) =>
        [.. from row in Enumerable.Range(0, rows) from col in Enumerable.Range(0, cols) select new Cell(row, col)];

    private static T Any<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];
}

using Dots.Domain.Boards;
using Dots.Domain.Paths;
using FsCheck;
using FsCheck.Fluent;

namespace Dots.Domain.Tests;

/// <summary>Random grids with random lines on them, most of them small, some as large as a grid may be.</summary>
internal static class Puzzles
{
    /// <summary>Lines that were walked by the rules: finished, unfinished, free, or none.</summary>
    public static Arbitrary<Puzzle> Valid => Arb.From(ValidGen, Smaller);

    /// <summary>Valid lines into which a few mistakes have come; now and then a mistake breaks no rule.</summary>
    public static Arbitrary<Puzzle> Garbled => Arb.From(ValidGen.Zip(Randoms, Garble), Smaller);

    private static Gen<Puzzle> ValidGen => Gen.OneOf(Randoms.Select(DrawBetweenDots), Randoms.Select(PutDotsOnLines));

    private static Gen<Random> Randoms => Gen.Choose(0, int.MaxValue).Select(seed => new Random(seed));

    /// <summary>Dots anywhere, then walks from some of them: seldom finished.</summary>
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
            Cell[] starts = [.. unused.Where(cell => color is null || grid.DotAt(cell) == color)];

            if (starts is [])
            {
                continue;
            }

            var open = unused.Where(cell => color is null || (grid.DotAt(cell) ?? color) == color).ToHashSet();
            var length = random.Next(1, cells.Length + 1);
            var line = Walk(random, Any(random, starts), open, length, isEnd: cell => color is not null && grid.DotAt(cell) == color);
            unused.ExceptWith(line);
            lines.Add(new Line(color, line));
        }

        return new Puzzle(grid, lines);
    }

    /// <summary>Walks over the whole grid, then dots on their ends: often solved.</summary>
    private static Puzzle PutDotsOnLines(Random random)
    {
        var (rows, cols) = Size(random);
        var unused = AllCells(rows, cols).ToHashSet();
        var dots = new List<Dot>();
        var lines = new List<Line>();

        while (unused.Count > 0)
        {
            var cells = Walk(random, unused.First(), unused, random.Next(1, 12), isEnd: _ => false);
            unused.ExceptWith(cells);
            Color? color = cells.Count > 1 ? Palette.Nth(lines.Count) : null;
            lines.Add(new Line(color, cells));

            if (color is { } own)
            {
                dots.AddRange([new Dot(cells[0], own), new Dot(cells[^1], own)]);
            }
        }

        // Half are left as they are; from the other half, ends or whole lines are rubbed out.
        if (random.Next(2) == 0)
        {
            lines = [.. lines
                .Where(_ => random.Next(8) > 0)
                .Select(line => new Line(line.Color, [.. line.Cells.Take(random.Next(1, 30))]))];
        }

        return new Puzzle(Grid.Create(rows, cols, dots), lines);
    }

    private static List<Cell> Walk(Random random, Cell start, HashSet<Cell> open, int length, Func<Cell, bool> isEnd)
    {
        var cells = new List<Cell> { start };

        while (cells.Count < length && (cells.Count == 1 || !isEnd(cells[^1])))
        {
            var (row, col) = cells[^1];
            Cell[] around = [new(row - 1, col), new(row + 1, col), new(row, col - 1), new(row, col + 1)];
            Cell[] next = [.. around.Where(cell => open.Contains(cell) && !cells.Contains(cell))];

            if (next is [])
            {
                break;
            }

            cells.Add(Any(random, next));
        }

        return cells;
    }

    private static Puzzle Garble(Puzzle puzzle, Random random)
    {
        var lines = puzzle.Lines.ToList();

        for (var mistakes = random.Next(1, 4); mistakes > 0 && lines.Count > 0; mistakes--)
        {
            var i = random.Next(lines.Count);
            var (color, cells) = (lines[i].Color, lines[i].Cells);
            var k = random.Next(cells.Count + 1);

            switch (random.Next(9))
            {
                case 0: // a cell left out
                    lines[i] = new Line(color, [.. cells.Take(k), .. cells.Skip(k + 1)]);
                    break;
                case 1: // a cell too many
                    lines[i] = new Line(color, [.. cells.Take(k), NearbyCell(), .. cells.Skip(k)]);
                    break;
                case 2: // a wrong cell
                    lines[i] = new Line(color, [.. cells.Take(k), NearbyCell(), .. cells.Skip(k + 1)]);
                    break;
                case 3: // a step beyond the end
                    lines[i] = new Line(color, [.. cells, .. cells.TakeLast(1).Select(end => end with { Col = end.Col + 1 })]);
                    break;
                case 4: // another color, or none
                    lines[i] = new Line(Any<Color?>(random, [null, default(Color), Palette.Red, .. puzzle.Grid.Colors]), cells);
                    break;
                case 5: // the other way round
                    lines[i] = new Line(color, [.. cells.Reverse()]);
                    break;
                case 6: // drawn twice
                    lines.Add(lines[i]);
                    break;
                case 7: // in two pieces
                    lines[i] = new Line(color, [.. cells.Take(k)]);
                    lines.Add(new Line(color, [.. cells.Skip(k)]));
                    break;
                case 8: // run into another
                    lines[i] = new Line(color, [.. cells, .. lines[random.Next(lines.Count)].Cells]);
                    break;
            }
        }

        return puzzle with { Lines = lines };

        Cell NearbyCell() => new(random.Next(-1, puzzle.Grid.Rows + 1), random.Next(-1, puzzle.Grid.Cols + 1));
    }

    private static IEnumerable<Puzzle> Smaller(Puzzle puzzle)
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
        var most = random.Next(20) == 0 ? Grid.MaxSide : 6;
        return (random.Next(most) + 1, random.Next(most) + 1);
    }

    private static Cell[] AllCells(int rows, int cols) =>
        [.. from row in Enumerable.Range(0, rows) from col in Enumerable.Range(0, cols) select new Cell(row, col)];

    private static T Any<T>(Random random, T[] choices) => choices[random.Next(choices.Length)];
}

using Dots.Domain.Boards;

namespace Dots.Domain.Tests.Solving;

/// <summary>Counts the solutions of small boards by trying every way from each dot to its partner. Shares nothing with the solver.</summary>
internal static class BruteForce
{
    /// <returns>At most <paramref name="most"/>.</returns>
    public static int Count(Grid grid, BoardRule rule, int most = 2)
    {
        Color[] colors = [.. grid.Colors];
        var used = grid.Dots.Select(dot => dot.Cell).ToHashSet();
        return colors.Length == 0 ? 0 : From(0);

        int From(int color)
        {
            if (color == colors.Length)
            {
                return rule == BoardRule.PairsOnly || used.Count == grid.CellCount ? 1 : 0;
            }

            Cell[] dots = [.. grid.Dots.Where(dot => dot.Color == colors[color]).Select(dot => dot.Cell)];
            return Draw(dots[0], dots[1], color);
        }

        int Draw(Cell at, Cell end, int color)
        {
            var count = 0;
            foreach (var next in (Cell[])[new(at.Row - 1, at.Col), new(at.Row + 1, at.Col), new(at.Row, at.Col - 1), new(at.Row, at.Col + 1)])
            {
                if (next == end)
                {
                    count += From(color + 1);
                }
                else if (grid.Contains(next) && used.Add(next))
                {
                    count += Draw(next, end, color);
                    used.Remove(next);
                }

                if (count >= most)
                {
                    return most;
                }
            }

            return count;
        }
    }
}

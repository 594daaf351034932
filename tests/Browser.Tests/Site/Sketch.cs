namespace Dots.Browser.Tests.Site;

/// <summary>
/// A board together with a solution: the cells of a line carry its letter, and its dots are the two ends. A line must not touch itself,
/// because its course would be ambiguous.
/// </summary>
public sealed record Sketch(string Name, params string[] Rows)
{
    // The client app's palette, in its order.
    private static readonly string[] Palette =
    [
        "#DC2F34", "#2F6FED", "#1E863D", "#F2C12E", "#8E44D6", "#F2762E", "#22B8CF", "#F06BB0", "#8A5533", "#9BCB2B", "#0A7480", "#4A36A8",
    ];

    public IEnumerable<char> Letters => Rows.SelectMany(row => row).Where(char.IsAsciiLetterUpper).Distinct().Order();

    public static string ColorOf(char letter) => Palette[letter - 'A'];

    /// <summary>The cells of a line, from one dot to the other.</summary>
    public IReadOnlyList<(int Row, int Col)> Line(char letter)
    {
        var left = Cells(letter).ToHashSet();
        var line = new List<(int Row, int Col)>();
        (int Row, int Col)? next = left.First(cell => Neighbours(cell).Count(left.Contains) == 1);
        while (next is { } cell)
        {
            line.Add(cell);
            left.Remove(cell);
            var reached = Neighbours(cell).Where(left.Contains).ToList();
            next = reached.Count == 0 ? null : reached[0];
        }

        return left.Count == 0 ? line : throw new InvalidOperationException($"Line {letter} of {Name} is not one line.");
    }

    /// <summary>The board as an API request.</summary>
    public object ToRequest() => new
    {
        name = Name,
        rows = Rows.Length,
        cols = Rows[0].Length,
        dots = Letters
            .SelectMany(letter => new[] { (letter, Line(letter)[0]), (letter, Line(letter)[^1]) })
            .Select(dot => new { row = dot.Item2.Row, col = dot.Item2.Col, color = ColorOf(dot.letter) })
            .ToArray(),
    };

    /// <summary>Some of the solution's lines as an API request.</summary>
    public object ToPathRequest(IEnumerable<char> letters) => new
    {
        lines = letters
            .Select(letter => new
            {
                color = ColorOf(letter),
                cells = Line(letter).Select(cell => new { row = cell.Row, col = cell.Col }).ToArray(),
            })
            .ToArray(),
    };

    private IEnumerable<(int Row, int Col)> Cells(char letter) =>
        from row in Enumerable.Range(0, Rows.Length)
        from col in Enumerable.Range(0, Rows[row].Length)
        where Rows[row][col] == letter
        select (row, col);

    private static (int Row, int Col)[] Neighbours((int Row, int Col) cell) =>
        [(cell.Row - 1, cell.Col), (cell.Row + 1, cell.Col), (cell.Row, cell.Col - 1), (cell.Row, cell.Col + 1)];
}

using Dots.Domain.Boards;

namespace Dots.Application.Boards;

/// <summary>Six boards of increasing size. Each has exactly one solution that fills all cells.</summary>
internal static class StarterBoards
{
    /// <summary>The user name of their owner.</summary>
    public const string Creator = "dots";

    // A to I below.
    private static readonly string[] Colors =
        ["#E4572E", "#2E86AB", "#3BA55D", "#F2B134", "#8E5BD0", "#E86FA6", "#16A5A5", "#A0652D", "#6B7A8F"];

    public static IReadOnlyList<(string Name, Grid Grid)> All { get; } =
    [
        ("First steps", Parse("..AB", ".C..", ".BC.", "A...")),
        ("Round the corner", Parse("C....", "B..D.", ".DC..", ".....", "A..AB")),
        ("Stepping stones", Parse("...BCA", "......", ".C.DE.", ".D.E..", "....B.", "A.....")),
        ("The long way home", Parse(".......", "..GF.E.", "BG...D.", "D.FE...", "C......", ".....C.", "A..AB..")),
        ("Garden maze", Parse("A......C", "...GE...", "...HG.F.", ".C..H...", ".F......", "A.......", "BD.....E", ".....B.D")),
        (
            "Night train",
            Parse(
                ".........", ".....HE..", "AGF..IF..", "BC.....E.", ".....I.D.", ".........", "....GH...", ".C.....D.", ".......BA")
        ),
    ];

    private static Grid Parse(params string[] rows)
    {
        var dots = rows.SelectMany((text, row) => text.Select((letter, col) => (Cell: new Cell(row, col), Letter: letter)))
            .Where(dot => dot.Letter != '.')
            .Select(dot => new Dot(dot.Cell, Color.Parse(Colors[dot.Letter - 'A'])));
        return Grid.Create(rows.Length, rows[0].Length, [.. dots]);
    }
}

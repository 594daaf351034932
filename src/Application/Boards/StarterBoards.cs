using Dots.Domain.Boards;

namespace Dots.Application.Boards;

/// <summary>Six boards of growing size, made for this product. Each has exactly one solution that fills all cells.</summary>
internal static class StarterBoards
{
    /// <summary>The account that they belong to.</summary>
    public const string Creator = "dots";

    // In order of the letters that stand for them below.
    private static readonly string[] Colors =
        ["#E4572E", "#2E86AB", "#3BA55D", "#F2B134", "#8E5BD0", "#E86FA6", "#16A5A5", "#A0652D", "#6B7A8F"];

    public static IReadOnlyList<(string Name, Grid Grid)> All { get; } =
    [
        ("First steps", Read("..AB", ".C..", ".BC.", "A...")),
        ("Round the corner", Read("C....", "B..D.", ".DC..", ".....", "A..AB")),
        ("Stepping stones", Read("...BCA", "......", ".C.DE.", ".D.E..", "....B.", "A.....")),
        ("The long way home", Read(".......", "..GF.E.", "BG...D.", "D.FE...", "C......", ".....C.", "A..AB..")),
        ("Garden maze", Read("A......C", "...GE...", "...HG.F.", ".C..H...", ".F......", "A.......", "BD.....E", ".....B.D")),
        (
            "Night train",
            Read(
                ".........", ".....HE..", "AGF..IF..", "BC.....E.", ".....I.D.", ".........", "....GH...", ".C.....D.", ".......BA")
        ),
    ];

    private static Grid Read(params string[] rows)
    {
        var dots = rows.SelectMany((text, row) => text.Select((letter, col) => (Cell: new Cell(row, col), Letter: letter)))
            .Where(dot => dot.Letter != '.')
            .Select(dot => new Dot(dot.Cell, Color.Parse(Colors[dot.Letter - 'A'])));
        return Grid.Create(rows.Length, rows[0].Length, [.. dots]);
    }
}

using System.IO;
using System.Text.Json;
using Dots.Domain.Boards;
using Dots.Domain.Paths;

namespace Dots.SolverBenchmark;

/// <summary>A board of a collection, one JSON object a line.</summary>
/// <param name="Collection">The file's name without its ending.</param>
/// <param name="FillCount">The known number of solutions that cover all cells, 2 for two or more; null if it is not known.</param>
/// <param name="AnyCount">The same for solutions that need not.</param>
/// <param name="Solution">As published; null if there is none.</param>
internal sealed record BoardFile(string Collection, string Name, Grid Grid, int? FillCount, int? AnyCount, IReadOnlyList<Line>? Solution)
{
    public int Width => Math.Min(Grid.Rows, Grid.Cols);

    public int? CountUnder(BoardRule rule) => rule == BoardRule.AllCells ? FillCount : AnyCount;

    /// <summary>The boards of all files of a folder, without those that are larger than Dots allows.</summary>
    public static IEnumerable<BoardFile> ReadAll(string folder) =>
        from file in Directory.GetFiles(folder, "*.jsonl").Order(StringComparer.Ordinal)
        where !System.IO.Path.GetFileName(file).StartsWith("rejected", StringComparison.Ordinal)
        from line in File.ReadLines(file)
        let board = JsonElement.Parse(line)
        where Math.Max(board.GetProperty("rows").GetInt32(), board.GetProperty("cols").GetInt32()) <= Grid.MaxSide
        select Read(System.IO.Path.GetFileNameWithoutExtension(file), board);

    /// <summary>Published "solutions" that break a rule.</summary>
    public static IEnumerable<(Grid Grid, IReadOnlyList<Line> Lines)> ReadRejected(string folder) =>
        from file in Directory.GetFiles(folder, "rejected*.jsonl")
        from line in File.ReadLines(file)
        let board = JsonElement.Parse(line)
        select (GridOf(board), (IReadOnlyList<Line>)LinesOf(board.GetProperty("paths")));

    private static BoardFile Read(string collection, JsonElement board)
    {
        var counts = board.TryGetProperty("checkedSolutions", out var known) && known.ValueKind == JsonValueKind.Object ? known : default;
        return new BoardFile(
            collection,
            board.GetProperty("name").GetString()!,
            GridOf(board),
            NumberOf(counts, "fill"),
            NumberOf(counts, "noFill"),
            board.TryGetProperty("solution", out var lines) && lines.ValueKind == JsonValueKind.Array ? LinesOf(lines) : null);
    }

    private static int? NumberOf(JsonElement counts, string name) =>
        counts.ValueKind == JsonValueKind.Object && counts.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    private static Grid GridOf(JsonElement board) => Grid.Create(
        board.GetProperty("rows").GetInt32(),
        board.GetProperty("cols").GetInt32(),
        [.. board.GetProperty("dots").EnumerateArray().Select(dot => new Dot(
            new Cell(dot.GetProperty("row").GetInt32(), dot.GetProperty("col").GetInt32()), Color.Parse(dot.GetProperty("color").GetString()!)))]);

    private static List<Line> LinesOf(JsonElement lines) =>
        [.. lines.EnumerateArray().Select(line => new Line(
            Color.Parse(line.GetProperty("color").GetString()!),
            [.. line.GetProperty("cells").EnumerateArray().Select(cell => new Cell(cell[0].GetInt32(), cell[1].GetInt32()))]))];
}

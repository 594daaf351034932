using Dots.Application.Common;
using Dots.Domain.Boards;

namespace Dots.Application.Paths;

/// <summary>Lines as a client sends them. Whether they keep the rules of the game is for the domain to say.</summary>
internal static class LineDrafts
{
    /// <summary>Finds what is missing in lines, or has no color's form.</summary>
    public static void CheckLines(FieldErrors errors, IReadOnlyList<LineDto?> lines)
    {
        for (var i = 0; i < lines.Count && !errors.IsFull; i++)
        {
            if (!errors.Require(lines[i], $"lines[{i}]"))
            {
                continue;
            }

            if (lines[i]!.Color is { } color && !Color.TryParse(color, out _))
            {
                errors.Add($"lines[{i}].color", FieldMessages.Color);
            }

            if (errors.Require(lines[i]!.Cells, $"lines[{i}].cells"))
            {
                CheckCells(errors, lines[i]!.Cells!, $"lines[{i}].cells");
            }
        }
    }

    public static void CheckCells(FieldErrors errors, IReadOnlyList<CellDto?> cells, string field)
    {
        for (var i = 0; i < cells.Count && !errors.IsFull; i++)
        {
            if (errors.Require(cells[i], $"{field}[{i}]"))
            {
                errors.Require(cells[i]!.Row, $"{field}[{i}].row");
                errors.Require(cells[i]!.Col, $"{field}[{i}].col");
            }
        }
    }

    /// <summary>Lines in which nothing is missing.</summary>
    public static List<Line> ToLines(IReadOnlyList<LineDto?> lines) =>
        [.. lines.Select(line => new Line(line!.Color is null ? null : Color.Parse(line.Color), ToCells(line.Cells!)))];

    public static List<Cell> ToCells(IReadOnlyList<CellDto?> cells) =>
        [.. cells.Select(cell => new Cell(cell!.Row!.Value, cell.Col!.Value))];
}

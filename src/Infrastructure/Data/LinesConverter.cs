using System.Text.Json;
using Dots.Domain.Boards;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dots.Infrastructure.Data;

/// <summary>
/// A path's lines as JSON: <c>[["#RRGGBB" or null, row, col, row, col, ...], ...]</c>. They are always read and written as a whole.
/// </summary>
internal sealed class LinesConverter() : ValueConverter<IReadOnlyList<Line>, string>(lines => Write(lines), json => Read(json))
{
    private static string Write(IReadOnlyList<Line> lines) => CompactJson.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var line in lines)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(line.Color?.ToString());
            foreach (var cell in line.Cells)
            {
                writer.WriteNumberValue(cell.Row);
                writer.WriteNumberValue(cell.Col);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    });

    private static Line[] Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateArray().Select(ReadLine)];
    }

    private static Line ReadLine(JsonElement line)
    {
        var cells = new Cell[(line.GetArrayLength() - 1) / 2];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = new Cell(line[(2 * i) + 1].GetInt32(), line[(2 * i) + 2].GetInt32());
        }

        return new Line(line[0].GetString() is { } color ? Color.Parse(color) : null, cells);
    }

    internal sealed class Comparer() : ValueComparer<IReadOnlyList<Line>>(
        (a, b) => a!.SequenceEqual(b!),
        lines => lines.Count,
        lines => lines);
}

using System.Text.Json;
using Dots.Domain.Boards;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Dots.Infrastructure.Data;

/// <summary>A board's dots as JSON: <c>[[row, col, "#RRGGBB"], ...]</c>. They are always read and written as a whole.</summary>
internal sealed class DotsConverter() : ValueConverter<IReadOnlyList<Dot>, string>(dots => Write(dots), json => Read(json))
{
    private static string Write(IReadOnlyList<Dot> dots) => CompactJson.Write(writer =>
    {
        writer.WriteStartArray();
        foreach (var dot in dots)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(dot.Cell.Row);
            writer.WriteNumberValue(dot.Cell.Col);
            writer.WriteStringValue(dot.Color.ToString());
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    });

    private static Dot[] Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return
        [
            .. document.RootElement.EnumerateArray()
                .Select(dot => new Dot(new Cell(dot[0].GetInt32(), dot[1].GetInt32()), Color.Parse(dot[2].GetString()!))),
        ];
    }

    internal sealed class Comparer() : ValueComparer<IReadOnlyList<Dot>>(
        (a, b) => a!.SequenceEqual(b!),
        dots => dots.Count,
        dots => dots);
}

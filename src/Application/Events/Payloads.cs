using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dots.Application.Events;

/// <summary>What newBoard, updatedBoard and deletedBoard carry.</summary>
internal sealed record BoardPayload(long BoardId, string BoardName, string CreatorUsername);

/// <summary>What newPath, updatedPath, deletedPath and solvedBoard carry: never a path's cells, which are private.</summary>
internal sealed record PathPayload(long PathId, long BoardId, string BoardName, string UserUsername);

/// <remarks>
/// Source-generated. The relaxed encoder keeps letters such as ł readable in a terminal; it still escapes control characters, so
/// a payload is always one line.
/// </remarks>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(BoardPayload))]
[JsonSerializable(typeof(PathPayload))]
internal sealed partial class PayloadJson : JsonSerializerContext
{
    public static PayloadJson Relaxed { get; } = new(
        new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dots.Web.Streams;

/// <summary>Tells a client that its cursor could not be honoured, and to fetch the state anew.</summary>
internal sealed record ResetPayload(string Reason, long Oldest, long Latest);

/// <summary>Answers, on one socket alone, a message that nothing was done about.</summary>
internal sealed record ErrorMessage(string Event, JsonElement? Ref, ErrorData Data);

internal sealed record ErrorData(int Status, string Detail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ResetPayload))]
[JsonSerializable(typeof(ErrorMessage))]
internal sealed partial class StreamJson : JsonSerializerContext
{
    public static StreamJson Relaxed { get; } = new(
        new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dots.Web.Streams;

/// <summary>The data of a reset event: the client's cursor was not honoured, and it has to fetch the state anew.</summary>
internal sealed record ResetPayload(string Reason, long Oldest, long Latest);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ResetPayload))]
internal sealed partial class StreamJson : JsonSerializerContext
{
    public static StreamJson Relaxed { get; } = new(
        new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
}

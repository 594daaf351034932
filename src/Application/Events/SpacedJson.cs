using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Dots.Application.Events;

/// <summary>
/// One-line JSON with a space after each colon and comma, <c>{"board_id": 123, "board_name": "..."}</c>, as the notifications are specified
/// to the letter.
/// </summary>
internal static class SpacedJson
{
    public static byte[] Serialize<T>(T payload, JsonTypeInfo<T> type)
    {
        var compact = JsonSerializer.SerializeToUtf8Bytes(payload, type);
        var spaced = new List<byte>(compact.Length + 16);
        var inString = false;
        for (var i = 0; i < compact.Length; i++)
        {
            var b = compact[i];
            spaced.Add(b);
            if (inString && b == (byte)'\\')
            {
                spaced.Add(compact[++i]);
            }
            else if (b == (byte)'"')
            {
                inString = !inString;
            }
            else if (!inString && (b == (byte)':' || b == (byte)','))
            {
                spaced.Add((byte)' ');
            }
        }

        return [.. spaced];
    }
}

using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Dots.Infrastructure.Data;

internal static class CompactJson
{
    public static string Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            content(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

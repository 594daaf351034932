using System.Text.Json;

namespace Dots.Web.Streams.WebSockets;

/// <summary>
/// Finds escapes of unpaired surrogates (RFC 8259 section 8.2), which the parser accepts: reading such a string or member name throws later, as
/// does comparing it.
/// </summary>
internal static class JsonText
{
    public static bool HasUnpairedSurrogates(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => !IsReadable(value.GetString),
        JsonValueKind.Array => value.EnumerateArray().Any(HasUnpairedSurrogates),
        JsonValueKind.Object => value.EnumerateObject().Any(member => !IsReadable(() => member.Name) || HasUnpairedSurrogates(member.Value)),
        _ => false,
    };

    private static bool IsReadable(Func<string?> read)
    {
        try
        {
            _ = read();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

using System.Globalization;
using System.Text.Json;

namespace Dots.Testing.Clients;

/// <summary>An event as a client sees it.</summary>
public sealed record Received(string Id, string Type, string Data)
{
    public long Cursor => long.Parse(Id, CultureInfo.InvariantCulture);

    public JsonElement Json => JsonElement.Parse(Data);
}

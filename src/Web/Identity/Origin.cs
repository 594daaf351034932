using System.Globalization;

namespace Dots.Web.Identity;

/// <summary>
/// An origin of the web (RFC 6454 section 4): a scheme, a host and a port, where a port that is not written is the scheme's default. Two
/// origins are the same if all three are equal (section 5).
/// </summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Host">
/// In lower case. A name that is in the form of DNS already is kept as it is, since not every such name can be converted to Unicode and back
/// (RFC 5891 section 5.4); a name in Unicode is converted, which is the form in which browsers serialise it.
/// </param>
internal readonly record struct Origin(string Scheme, string Host, int Port)
{
    private const int HttpPort = 80;
    private const int HttpsPort = 443;

    /// <returns>The origin; null if the text is not the serialisation of one with the scheme http or https.</returns>
    public static Origin? Parse(string text) =>
        text.Split("://", 2) is [var scheme, var authority] ? Of(scheme, authority) : null;

    /// <summary>The origin that a request was sent to, by its scheme and by the header field Host as it was received.</summary>
    /// <returns>Null if the request names no host.</returns>
    public static Origin? Of(HttpRequest request) => Of(request.Scheme, ReceivedHost.Of(request));

    /// <summary>As browsers serialise it (RFC 6454 section 6.2): without the default port.</summary>
    public override string ToString() =>
        Port == DefaultPort(Scheme) ? $"{Scheme}://{Host}" : string.Create(CultureInfo.InvariantCulture, $"{Scheme}://{Host}:{Port}");

    private static Origin? Of(string scheme, string authority)
    {
        scheme = scheme.ToLowerInvariant();
        var (host, port) = Split(authority);
        return DefaultPort(scheme) is { } defaultPort && NormalizeHost(host) is { } normalized && PortOf(port, defaultPort) is { } number
            ? new Origin(scheme, normalized, number)
            : null;
    }

    private static int? DefaultPort(string scheme) => scheme switch
    {
        "http" => HttpPort,
        "https" => HttpsPort,
        _ => null,
    };

    // The colons of an IPv6 address are in brackets (RFC 3986 section 3.2.2).
    private static (string Host, string? Port) Split(string authority)
    {
        var colon = authority.LastIndexOf(':');
        return colon > authority.LastIndexOf(']') ? (authority[..colon], authority[(colon + 1)..]) : (authority, null);
    }

    private static int? PortOf(string? text, int defaultPort) =>
        text is null ? defaultPort
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue ? port
        : null;

    private static string? NormalizeHost(string host)
    {
        var lower = host.ToLowerInvariant();
        return lower.Length == 0 ? null
            : lower.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') ? lower
            : lower.StartsWith('[') || !System.Text.Ascii.IsValid(lower) ? ByUri(lower)
            : null;
    }

    private static string? ByUri(string host) =>
        Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var uri) && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "", IsDefaultPort: true }
            ? uri.HostNameType == UriHostNameType.IPv6 ? $"[{uri.IdnHost}]" : uri.IdnHost.ToLowerInvariant()
            : null;
}

namespace Dots.Web.Identity;

/// <summary>
/// A page of another origin used a visitor's cookie (403). Since a proxy that does not pass on what it received makes this site's own pages look
/// foreign, the message says what was compared, and how an operator corrects it.
/// </summary>
/// <param name="page">The origin of the page; null if it has none that can be compared.</param>
/// <param name="server">The origin that the request was sent to, by its scheme and its <c>Host</c>.</param>
internal sealed class CrossSiteException(Origin? page, Origin? server) : Exception(Explain(page, server))
{
    /// <summary>The setting that most likely has to be changed.</summary>
    public string Setting { get; } = IsSameHost(page, server) && page?.Scheme != server?.Scheme ? "Proxies" : "Cors__Origins";

    private static bool IsSameHost(Origin? page, Origin? server) => page is not null && page?.Host == server?.Host;

    private static string Explain(Origin? page, Origin? server)
    {
        if (page is null || server is null)
        {
            return "This request comes from a page of another origin. To allow it, add the origin to Cors__Origins, or send a bearer token.";
        }

        var compared = $"This request comes from a page of {page}, and its Host header and scheme say that it was sent to {server}.";
        return !IsSameHost(page, server)
            ? $"{compared} To allow other origins, add {page} to Cors__Origins. If it is this site's own, have the proxy pass on the Host header."
            : page?.Scheme != server?.Scheme
            ? $"{compared} If they are the same site, have the proxy that terminates TLS send X-Forwarded-Proto, and list the proxy in Proxies."
            : $"{compared} If they are the same site, a proxy has changed the port: have it pass on the Host header as it is "
                + $"(nginx: proxy_set_header Host $http_host), or add {page} to Cors__Origins.";
    }
}

using System.ComponentModel.DataAnnotations;

namespace Dots.Web.Identity;

/// <summary>Other sites whose pages may use the API with a user's cookie.</summary>
internal sealed class TrustedOrigins : IValidatableObject
{
    /// <summary>Origins such as <c>https://example.org</c>; a trailing slash is ignored.</summary>
    public IReadOnlyList<string> Origins { get; set; } = [];

    /// <summary>The origins as browsers serialize them (RFC 6454 section 6.2).</summary>
    public IEnumerable<string> Serialized => Origins.Select(origin => origin.TrimEnd('/'));

    /// <summary>
    /// Whether a request may use a visitor's cookie. Browsers say where a request comes from in <c>Sec-Fetch-Site</c> (W3C Fetch Metadata) or
    /// <c>Origin</c> (RFC 6454 section 7), which no page can forge; other programs send neither.
    /// </summary>
    public bool Allow(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && Serialized.Contains(origin, StringComparer.OrdinalIgnoreCase))
        {
            return true;
        }

        return request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" or "none" => true,
            "" => origin.Length == 0 || IsOwn(origin, request),
            _ => false,
        };
    }

    // The scheme counts too (RFC 6454 section 5): anybody on the network path can serve pages of the http origin.
    private static bool IsOwn(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var theirs)
        && Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own)
        && IsOrigin(origin)
        && (theirs.Scheme, theirs.IdnHost, theirs.Port) == (own.Scheme, own.IdnHost, own.Port);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Origins.Where(origin => !IsOrigin(origin)).Select(origin => new ValidationResult(
            $"must list origins such as https://example.org, not '{origin}'", [nameof(Origins)]));

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") && uri.PathAndQuery == "/";
}

using System.ComponentModel.DataAnnotations;

namespace Dots.Web.Identity;

/// <summary>
/// Other sites whose pages may use the API with a user's cookie, and the one comparison of origins, for requests, sockets and CORS alike.
/// </summary>
internal sealed class TrustedOrigins : IValidatableObject
{
    /// <summary>Origins such as <c>https://example.org</c>; a trailing slash is ignored.</summary>
    public IReadOnlyList<string> Origins { get; set; } = [];

    /// <param name="origin">As in the header field <c>Origin</c>.</param>
    public bool Includes(string origin) => Origin.Parse(origin) is { } theirs && Origins.Any(trusted => Parse(trusted) == theirs);

    /// <summary>
    /// Whether a request may use a visitor's cookie. Browsers say where a request comes from in <c>Sec-Fetch-Site</c> (W3C Fetch Metadata) or
    /// <c>Origin</c> (RFC 6454 section 7), which no page can forge; other programs send neither.
    /// </summary>
    /// <exception cref="CrossSiteException">It may not.</exception>
    public void Require(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && Includes(origin))
        {
            return;
        }

        var isAllowed = request.Headers["Sec-Fetch-Site"].ToString() switch
        {
            "same-origin" or "none" => true,

            // The scheme counts too (RFC 6454 section 5): anybody on the network path can serve pages of the http origin.
            "" => origin.Length == 0 || (Origin.Parse(origin) is { } theirs && theirs == Origin.Of(request)),
            _ => false,
        };
        if (!isAllowed)
        {
            throw new CrossSiteException(Origin.Parse(origin), Origin.Of(request));
        }
    }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Origins.Where(origin => Parse(origin) is null).Select(origin => new ValidationResult(
            $"must list origins such as https://example.org, not '{origin}'", [nameof(Origins)]));

    private static Origin? Parse(string setting) => Origin.Parse(setting.TrimEnd('/'));
}

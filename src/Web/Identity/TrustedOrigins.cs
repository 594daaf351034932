using System.ComponentModel.DataAnnotations;

namespace Dots.Web.Identity;

/// <summary>Other sites whose pages may use the API with a user's cookie.</summary>
internal sealed class TrustedOrigins : IValidatableObject
{
    /// <summary>Origins such as <c>https://example.org</c>; a trailing slash is ignored.</summary>
    public IReadOnlyList<string> Origins { get; set; } = [];

    /// <summary>The origins as browsers serialize them (RFC 6454 section 6.2).</summary>
    public IEnumerable<string> Serialized => Origins.Select(origin => origin.TrimEnd('/'));

    public bool Contains(string origin) => Serialized.Contains(origin, StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Origins.Where(origin => !IsOrigin(origin)).Select(origin => new ValidationResult(
            $"must list origins such as https://example.org, not '{origin}'", [nameof(Origins)]));

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") && uri.PathAndQuery == "/";
}

namespace Dots.Web.Http;

/// <summary>
/// Refuses bodies with a content coding such as gzip (RFC 9110 section 8.4), which would otherwise be stored or parsed in their coded form.
/// </summary>
/// <remarks>
/// They are not decoded: JSON bodies here are small, files are mostly in compressed formats already, and an upload's size is checked by its
/// Content-Length before it arrives, which only bounds an identity body.
/// </remarks>
internal sealed class ContentCodingGuard(RequestDelegate next)
{
    /// <summary>No coding (RFC 9110 section 12.5.3).</summary>
    public const string None = "identity";

    /// <exception cref="UnsupportedCodingException">The body has a coding.</exception>
    public Task InvokeAsync(HttpContext context)
    {
        var coding = context.Request.Headers.ContentEncoding
            .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(name => !name.Equals(None, StringComparison.OrdinalIgnoreCase));
        return coding is null ? next(context) : throw new UnsupportedCodingException(coding);
    }
}

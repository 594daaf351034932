namespace Dots.Web.Problems;

/// <summary>
/// Refuses bodies that come compressed (RFC 9110 section 8.4), which would otherwise be taken for what they stand for.
/// </summary>
/// <remarks>
/// They are not unpacked: what is written here as JSON is small, files are what somebody has compressed already, and their length is
/// checked before they come, which only says something about what is sent as it is.
/// </remarks>
internal sealed class ContentCodingGuard(RequestDelegate next)
{
    /// <summary>No coding (RFC 9110 section 12.5.3).</summary>
    public const string None = "identity";

    /// <exception cref="UnsupportedCodingException">It comes compressed.</exception>
    public Task InvokeAsync(HttpContext context)
    {
        var coding = context.Request.Headers.ContentEncoding
            .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(name => !name.Equals(None, StringComparison.OrdinalIgnoreCase));
        return coding is null ? next(context) : throw new UnsupportedCodingException(coding);
    }
}

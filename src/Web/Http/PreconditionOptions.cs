namespace Dots.Web.Http;

internal sealed class PreconditionOptions
{
    /// <summary>Whether a write to an activity must say which revision it changes (428 otherwise, RFC 6585 section 3).</summary>
    public bool RequireIfMatch { get; set; }
}

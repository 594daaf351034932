namespace Dots.Web.Problems;

/// <summary>The body is coded in a way that is not taken (415, RFC 9110 section 15.5.16).</summary>
internal sealed class UnsupportedCodingException(string coding)
    : Exception($"Content-Encoding: bodies are taken as they are, not as '{(coding.Length <= 40 ? coding : $"{coding[..40]}…")}'.");

namespace Dots.Web.Http;

/// <summary>The body has a content coding that is not supported (415, RFC 9110 section 15.5.16).</summary>
internal sealed class UnsupportedCodingException(string coding)
    : Exception($"Content-Encoding: bodies are taken as they are, not as '{(coding.Length <= 40 ? coding : $"{coding[..40]}…")}'.");

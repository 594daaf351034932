using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

/// <summary>
/// An endpoint whose responses are never compressed, because they can be resumed: the positions of a range count in what was sent
/// (RFC 9110 section 14.1.2), and a compressed response has no positions that a later one could continue at.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class UncompressedAttribute : Attribute;

/// <summary>Compresses what is worth it, except at endpoints that are <see cref="UncompressedAttribute"/>.</summary>
internal sealed class Compression(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
{
    public static bool IsPossible(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<UncompressedAttribute>() is null;

    public override bool ShouldCompressResponse(HttpContext context) => IsPossible(context) && base.ShouldCompressResponse(context);
}

/// <summary>
/// Gives each coding of a representation an entity tag of its own, as strong tags require (RFC 9110 section 8.8.3.3): <c>"7-gzip"</c> for
/// <c>"7"</c>. Everything behind it only knows the tag without a coding. Must come before the compression.
/// </summary>
internal sealed class CodedEntityTags(RequestDelegate next, IResponseCompressionProvider compression)
{
    private static readonly string[] Codings = ["br", "gzip"];

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;

        // A write names a state of the resource, whichever coding it was read in. If-Range stays as it is: a range is never compressed, so the
        // tag of a coding has to fail there, and the whole is sent.
        Replace(headers, HeaderNames.IfMatch, Codings);

        var known = "";
        if (headers.IfNoneMatch.Count > 0)
        {
            // For a read only the coding that this response would have: to a client that does not accept it, 304 would be wrong.
            // If-None-Match compares weakly (section 13.1.2), but the framework's static files do not: a proxy that compresses makes tags weak.
            known = headers.IfNoneMatch.ToString();
            headers.IfNoneMatch = known.Replace("W/\"", "\"", StringComparison.Ordinal);
            Replace(
                headers,
                HeaderNames.IfNoneMatch,
                !IsRead(context.Request) ? Codings : compression.GetCompressionProvider(context)?.EncodingName is { } coding ? [coding] : []);
        }

        if (headers.IfRange.Count > 0 && !IsStrongTag(headers.IfRange.ToString()))
        {
            // What the framework cannot read it takes for absent, and would send a part of something else. Dates are to the second, within which
            // a file may have been replaced, so they are not strong (section 13.1.5): the whole is sent.
            headers.Remove(HeaderNames.Range);
        }

        context.Response.OnStarting(
            static state =>
            {
                var (context, known) = ((HttpContext, string))state;
                Describe(context, known);
                return Task.CompletedTask;
            },
            (context, known));
        return next(context);
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsStrongTag(string value) => EntityTagHeaderValue.TryParse(value, out var tag) && !tag.IsWeak && tag.Tag != "*";

    private static void Replace(IHeaderDictionary headers, string name, string[] codings)
    {
        if (headers[name].Count > 0)
        {
            headers[name] = codings.Aggregate(headers[name].ToString(), (tags, coding) => tags.Replace($"-{coding}\"", "\"", StringComparison.Ordinal));
        }
    }

    private static void Describe(HttpContext context, string known)
    {
        var response = context.Response;
        if (!IsRead(context.Request) || !Compression.IsPossible(context))
        {
            return;
        }

        // Whether or not this one is compressed, and on 206 and 304 as well, by which caches update what they have stored (section 12.5.5).
        var headers = response.Headers;
        if (!headers.GetCommaSeparatedValues(HeaderNames.Vary).Contains(HeaderNames.AcceptEncoding, StringComparer.OrdinalIgnoreCase))
        {
            headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        }

        var tag = headers.ETag.ToString();
        if (!tag.EndsWith('"'))
        {
            return;
        }

        if (response.StatusCode == StatusCodes.Status304NotModified)
        {
            // The tag of the stored response that is still current.
            headers.ETag = Codings.Select(coding => Coded(tag, coding)).FirstOrDefault(coded => known.Contains(coded, StringComparison.Ordinal)) ?? tag;
        }
        else if (headers.ContentEncoding.ToString() is { Length: > 0 } coding)
        {
            headers.ETag = Coded(tag, coding);
        }
    }

    private static string Coded(string tag, string coding) => $"{tag[..^1]}-{coding}\"";
}

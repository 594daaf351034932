using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Http;

/// <summary>A file's content, or the range of it that the request asks for (RFC 9110 section 14).</summary>
internal sealed class DownloadResult(System.IO.Stream content, string contentType) : FileStreamResult(content, contentType)
{
    private const string Bytes = "bytes";

    public override async Task ExecuteResultAsync(ActionContext context)
    {
        EnableRangeProcessing = IsRangeSupported(context.HttpContext.Request, FileStream.Length);
        await base.ExecuteResultAsync(context);

        var response = context.HttpContext.Response;
        if (response is { StatusCode: StatusCodes.Status416RangeNotSatisfiable, HasStarted: false })
        {
            // They describe the file. A problem document is written in its place, as for every status without a content.
            response.ContentType = null;
            response.ContentLength = null;
            response.Headers.ContentDisposition = default;
            response.Headers.ETag = default;
            response.Headers.LastModified = default;
            response.Headers.ContentSecurityPolicy = default;
        }
    }

    private static bool IsRangeSupported(HttpRequest request, long length)
    {
        if (request.Headers.Range.Count == 0)
        {
            return true;
        }

        // A server must ignore ranges in a unit that it does not know (section 14.2).
        if (!RangeHeaderValue.TryParse(request.Headers.Range.ToString(), out var range) || !range.Unit.Equals(Bytes, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // The last bytes of an empty file are all of it (section 14.1.2), but Content-Range cannot express a range of no bytes. So the file is
        // sent as if none had been asked for. The framework would refuse it.
        return length > 0 || (range.Ranges.Count == 1 ? range.Ranges.First() : null) is not { From: null, To: > 0 };
    }
}

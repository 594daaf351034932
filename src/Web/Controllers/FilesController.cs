using Dots.Application.Activities.Files;
using Dots.Web.Http;
using Dots.Web.Identity;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Controllers;

/// <summary>The files of an activity. Documents name them by their MD5 hash; the bytes are here.</summary>
[ApiController]
[Route("api/activities/{id:guid}/files")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status403Forbidden, "application/problem+json")]
[ProducesResponseType<ProblemDetails>(StatusCodes.Status404NotFound, "application/problem+json")]
public sealed class FilesController(IMediator mediator) : ControllerBase
{
    private const string AnyBytes = "application/octet-stream";
    private const string NothingRuns = "sandbox; default-src 'none'; frame-ancestors 'none'";

    /// <summary>What files there are.</summary>
    [HttpGet]
    [ProducesResponseType<FilesDto>(StatusCodes.Status200OK)]
    public Task<FilesDto> List(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new ListFiles(id, HttpContext.GetCaller()), cancellationToken);

    /// <summary>A file's bytes, in whole or in a range of them.</summary>
    [HttpGet("{name}")]
    [ProducesResponseType<System.IO.Stream>(StatusCodes.Status200OK, AnyBytes)]
    [ProducesResponseType<System.IO.Stream>(StatusCodes.Status206PartialContent, AnyBytes)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status416RangeNotSatisfiable, "application/problem+json")]
    public async Task<IActionResult> Get(Guid id, string name, CancellationToken cancellationToken)
    {
        var isDownload = HttpMethods.IsGet(Request.Method);
        var opened = await mediator.Send(new DownloadFile(id, name, FilePreconditions.Known(Request), isDownload, HttpContext.GetCaller()), cancellationToken);
        var etag = ETagOf(opened.File);
        Response.Headers.CacheControl = "no-cache";

        // Also of what a browser has already (RFC 9111 section 3.2): a program that shows it nevertheless runs and loads nothing of it.
        Response.Headers.ContentSecurityPolicy = NothingRuns;
        if (opened.Content is null)
        {
            Response.Headers.ETag = etag.ToString();
            return StatusCode(StatusCodes.Status304NotModified);
        }

        // To be saved, not shown: it comes from a user and must never run as a page of this site.
        return File(
            opened.Content, opened.File.ContentType, opened.File.Name, opened.File.UploadedAt, etag, enableRangeProcessing: AsksForBytes);
    }

    /// <summary>
    /// Uploads a file, as the body of the request, or replaces it. With If-Match only if nobody has changed it since; with
    /// If-None-Match: * only if there is none by that name.
    /// </summary>
    [HttpPut("{name}")]
    [Authorize]
    [DisableRequestSizeLimit]
    [ProducesResponseType<FileDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<FileDto>(StatusCodes.Status201Created)]
    [ProducesResponseType<HttpValidationProblemDetails>(StatusCodes.Status400BadRequest, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status413PayloadTooLarge, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status507InsufficientStorage, "application/problem+json")]
    public async Task<ActionResult<FileDto>> Upload(Guid id, string name, [FromServices] FileUploads uploads, CancellationToken cancellationToken)
    {
        var contentType = MediaTypeHeaderValue.TryParse(Request.ContentType, out var type) ? type.ToString() : AnyBytes;
        var saved = await uploads.ReceiveAsync(
            id,
            name,
            contentType,
            Request.ContentLength,
            Request.Body,
            HttpContext.GetCaller(),
            FilePreconditions.Read(Request),
            cancellationToken);
        Response.Headers.ETag = ETagOf(saved.File).ToString();
        return saved.Created ? Created(saved.File.Url, saved.File) : saved.File;
    }

    /// <summary>Deletes a file. With If-Match only if nobody has changed it since.</summary>
    [HttpDelete("{name}")]
    [Authorize]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status401Unauthorized, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(StatusCodes.Status412PreconditionFailed, "application/problem+json")]
    public async Task<IActionResult> Delete(Guid id, string name, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteFile(id, name, HttpContext.GetCaller(), FilePreconditions.Read(Request)), cancellationToken);
        return NoContent();
    }

    private static EntityTagHeaderValue ETagOf(FileDto file) => FilePreconditions.TagOf(file.Sha256);

    /// <summary>A range in another unit is to be ignored (RFC 9110 section 14.2).</summary>
    private bool AsksForBytes =>
        Request.Headers.Range.Count == 0
        || (RangeHeaderValue.TryParse(Request.Headers.Range.ToString(), out var range) && range.Unit.Equals("bytes", StringComparison.OrdinalIgnoreCase));
}

using Dots.Application.Activities.Files;
using Dots.Domain.Activities;
using Dots.Web.Http;
using Dots.Web.Identity;
using Dots.Web.OpenApi;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Controllers;

/// <summary>The files of an activity. Documents refer to them by their MD5 hash.</summary>
[ApiController]
[Route("api/activities/{id:guid}/files")]
[ProblemResponse(StatusCodes.Status403Forbidden)]
public sealed class FilesController(IMediator mediator) : ControllerBase
{
    private const string AnyBytes = "application/octet-stream";
    private const string Sandbox = "sandbox; default-src 'none'; frame-ancestors 'none'";

    /// <summary>The files of the activity, by name.</summary>
    [HttpGet]
    [ProducesResponseType<FilesDto>(StatusCodes.Status200OK)]
    public Task<FilesDto> List(Guid id, CancellationToken cancellationToken) =>
        mediator.Send(new ListFiles(id, HttpContext.GetCaller()), cancellationToken);

    /// <summary>A file's content, or a range of it. It is never compressed, so that a download can be resumed.</summary>
    [HttpGet("{name}")]
    [Uncompressed]
    [ProducesResponseType<System.IO.Stream>(StatusCodes.Status200OK, AnyBytes)]
    [ProducesResponseType<System.IO.Stream>(StatusCodes.Status206PartialContent, AnyBytes)]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    [ProblemResponse(StatusCodes.Status416RangeNotSatisfiable)]
    public async Task<IActionResult> Get(Guid id, string name, CancellationToken cancellationToken)
    {
        var isDownload = HttpMethods.IsGet(Request.Method);
        var opened = await mediator.Send(new DownloadFile(id, name, Preconditions.OfFile(Request), isDownload, HttpContext.GetCaller()), cancellationToken);
        var etag = EntityTags.OfFile(opened.File.Sha256);
        this.Tag(etag);

        // Also on a 304, because a browser updates its stored response with the header (RFC 9111 section 3.2). Even a client that ignores
        // Content-Disposition and displays the file must not run scripts or load resources from it.
        Response.Headers.ContentSecurityPolicy = Sandbox;
        if (opened.Content is null)
        {
            return this.NotModified();
        }

        // As an attachment, because files are uploaded by users and must never run as pages of this site.
        return new DownloadResult(opened.Content, SafeContentType(opened.File.ContentType))
        {
            FileDownloadName = opened.File.Name,
            LastModified = opened.File.UploadedAt,
            EntityTag = etag,
        };
    }

    /// <summary>
    /// Uploads a file as the body of the request, or replaces it; with If-Match, only if it has not changed since; with
    /// If-None-Match: *, only if no file has that name.
    /// </summary>
    [HttpPut("{name}")]
    [Authorize]
    [DisableRequestSizeLimit]
    [ProducesResponseType<FileDto>(StatusCodes.Status200OK)]
    [ProducesResponseType<FileDto>(StatusCodes.Status201Created)]
    [ProblemResponse(StatusCodes.Status400BadRequest)]
    [ProblemResponse(StatusCodes.Status409Conflict, Description = QuotaDescriptions.Files)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    [ProblemResponse(StatusCodes.Status413PayloadTooLarge)]
    [ProblemResponse(StatusCodes.Status429TooManyRequests)]
    [ProblemResponse(StatusCodes.Status507InsufficientStorage)]
    public async Task<ActionResult<FileDto>> Upload(Guid id, string name, [FromServices] FileUploads uploads, CancellationToken cancellationToken)
    {
        var saved = await uploads.ReceiveAsync(
            id,
            name,
            UploadedContentType,
            Request.ContentLength,
            Request.Body,
            HttpContext.GetCaller(),
            Preconditions.OfFile(Request),
            cancellationToken);
        Response.Headers.ETag = EntityTags.OfFile(saved.File.Sha256).ToString();
        return saved.Created ? Created(saved.File.Url, saved.File) : saved.File;
    }

    /// <summary>Deletes a file; with If-Match, only if it has not changed since.</summary>
    [HttpDelete("{name}")]
    [Authorize]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProblemResponse(StatusCodes.Status412PreconditionFailed)]
    public async Task<IActionResult> Delete(Guid id, string name, CancellationToken cancellationToken)
    {
        await mediator.Send(new DeleteFile(id, name, HttpContext.GetCaller(), Preconditions.OfFile(Request)), cancellationToken);
        return NoContent();
    }

    // The use case refuses the empty text, which stands for a type that cannot be parsed.
    private string UploadedContentType =>
        string.IsNullOrEmpty(Request.ContentType) ? AnyBytes
        : MediaTypeHeaderValue.TryParse(Request.ContentType, out var type) ? type.ToString() : "";

    // Earlier versions stored types that no header field can carry.
    private static string SafeContentType(string stored) =>
        ActivityFile.IsValidContentType(stored) && MediaTypeHeaderValue.TryParse(stored, out _) ? stored : AnyBytes;
}

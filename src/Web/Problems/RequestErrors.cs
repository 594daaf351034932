using System.Globalization;
using Dots.Application.Common;
using Dots.Domain;
using Dots.Domain.Activities;
using Dots.Web.Http;
using Dots.Web.Identity;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Problems;

/// <summary>
/// The one table of exceptions and their answers, for HTTP requests and the messages of sockets alike. Every other exception is a failure
/// of the server, and its details stay in the log. Thread-safe.
/// </summary>
internal sealed class RequestErrors(IDatabaseFaults faults)
{
    /// <summary>The name of the whole body in field errors, where none of its members is at fault.</summary>
    public const string Body = "body";

    /// <summary>EMFILE of Linux, as .NET reports it.</summary>
    private const int TooManyOpenFiles = 24;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public RequestError Of(Exception exception) => exception switch
    {
        ValidationException invalid => Invalid(invalid.Errors.Select(error => (error.PropertyName, error.ErrorMessage))),
        DomainException broken => Invalid(broken.Violations.Select(violation => (violation.Field, violation.Message))),
        NotSignedInException => new RequestError(StatusCodes.Status401Unauthorized, exception.Message)
        {
            Headers = Header(HeaderNames.WWWAuthenticate, "Bearer"),
        },
        CrossSiteException crossSite => new RequestError(StatusCodes.Status403Forbidden, exception.Message)
        {
            Extensions = new Dictionary<string, object?> { ["setting"] = crossSite.Setting },
        },
        ForbiddenException => new RequestError(StatusCodes.Status403Forbidden, exception.Message),
        NotFoundException => new RequestError(StatusCodes.Status404NotFound, exception.Message),
        ConflictException => new RequestError(StatusCodes.Status409Conflict, exception.Message),
        AmbiguousNameException ambiguous => new RequestError(StatusCodes.Status409Conflict, exception.Message)
        {
            Extensions = new Dictionary<string, object?> { ["ids"] = ambiguous.Ids },
        },
        QuotaExceededException quota => new RequestError(StatusCodes.Status409Conflict, exception.Message)
        {
            Extensions = new Dictionary<string, object?> { ["setting"] = quota.Setting, ["limit"] = quota.Limit },
        },
        DbUpdateConcurrencyException => new RequestError(
            StatusCodes.Status409Conflict, "Somebody else changed it at the same moment; read it again and try again."),
        StaleException stale => new RequestError(StatusCodes.Status412PreconditionFailed, exception.Message) { CurrentRevision = stale.CurrentRevision },
        FileChangedException => new RequestError(StatusCodes.Status412PreconditionFailed, exception.Message),
        TooLargeException => new RequestError(StatusCodes.Status413PayloadTooLarge, exception.Message),
        UnsupportedCodingException => new RequestError(StatusCodes.Status415UnsupportedMediaType, exception.Message)
        {
            Headers = Header(HeaderNames.AcceptEncoding, ContentCodingGuard.None),
        },
        DocumentException document => Unprocessable(document),
        TooManyRequestsException tooMany => Later(StatusCodes.Status429TooManyRequests, exception.Message, tooMany.RetryAfter),
        OverloadedException => Later(StatusCodes.Status503ServiceUnavailable, exception.Message, Soon),

        // Jittered, so that clients that are refused together do not come back together.
        StreamsFullException => Later(
            StatusCodes.Status503ServiceUnavailable, exception.Message, TimeSpan.FromSeconds(Random.Shared.Next(5, 30))),
        System.IO.IOException { HResult: TooManyOpenFiles } => Later(
            StatusCodes.Status503ServiceUnavailable, "The server has too many files and connections open; try again.", Soon),
        OutOfSpaceException => new RequestError(StatusCodes.Status507InsufficientStorage, exception.Message),
        BadHttpRequestException bad => new RequestError(bad.StatusCode, bad.Message),
        _ when faults.Explain(exception) is { } explanation => Later(StatusCodes.Status503ServiceUnavailable, explanation, Soon),
        _ => new RequestError(
            StatusCodes.Status500InternalServerError, "Something went wrong here, and it is not your fault. It has been logged."),
    };

    private static RequestError Invalid(IEnumerable<(string, string)> errors) =>
        new(StatusCodes.Status400BadRequest, null) { FieldErrors = [.. errors] };

    /// <summary>Names the member by its JSON Pointer, which tells apart all that the names of a document may hold.</summary>
    private static RequestError Unprocessable(DocumentException exception) => new(StatusCodes.Status422UnprocessableEntity, exception.Detail)
    {
        FieldErrors = [(exception.JsonPointer.Length == 0 ? Body : exception.JsonPointer, exception.Message)],
    };

    private static RequestError Later(int status, string detail, TimeSpan retryAfter) => new(status, detail)
    {
        Headers = Header(
            HeaderNames.RetryAfter, Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture)),
    };

    private static Dictionary<string, string> Header(string name, string value) => new() { [name] = value };
}

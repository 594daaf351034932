using Dots.Application.Common;
using Dots.Domain;
using Dots.Domain.Activities;
using Dots.Web.Streams;
using FluentValidation;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Dots.Web.Problems;

/// <summary>The one place where an exception becomes an answer (RFC 9457).</summary>
internal sealed partial class RequestProblems(IProblemDetailsService problems, IDatabaseFaults faults, ILogger<RequestProblems> logger)
    : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var problem = ProblemFor(exception, httpContext.Response);
        if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            LogUnexpected(logger, httpContext.Request.Method, httpContext.Request.Path, exception);
        }

        httpContext.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
    }

    private ProblemDetails ProblemFor(Exception exception, HttpResponse response)
    {
        switch (exception)
        {
            case ValidationException invalid:
                return Invalid(invalid.Errors.Select(error => (error.PropertyName, error.ErrorMessage)));
            case DomainException broken:
                return Invalid(broken.Violations.Select(violation => (violation.Field, violation.Message)));
            case NotSignedInException:
                response.Headers.WWWAuthenticate = "Bearer";
                return Problem(StatusCodes.Status401Unauthorized, exception.Message);
            case ForbiddenException:
                return Problem(StatusCodes.Status403Forbidden, exception.Message);
            case NotFoundException:
                return Problem(StatusCodes.Status404NotFound, exception.Message);
            case ConflictException:
                return Problem(StatusCodes.Status409Conflict, exception.Message);
            case AmbiguousNameException ambiguous:
                var choice = Problem(StatusCodes.Status409Conflict, exception.Message);
                choice.Extensions["ids"] = ambiguous.Ids;
                return choice;
            case DocumentException document:
                return Unprocessable(document);
            case StaleException or FileChangedException:
                return Problem(StatusCodes.Status412PreconditionFailed, exception.Message);
            case DbUpdateConcurrencyException:
                return Problem(StatusCodes.Status409Conflict, "Somebody else changed it at the same moment; read it again and try again.");
            case UnsupportedCodingException:
                response.Headers.AcceptEncoding = ContentCodingGuard.None;
                return Problem(StatusCodes.Status415UnsupportedMediaType, exception.Message);
            case TooLargeException:
                return Problem(StatusCodes.Status413PayloadTooLarge, exception.Message);
            case OutOfSpaceException:
                return Problem(StatusCodes.Status507InsufficientStorage, exception.Message);
            case TooManyRequestsException tooMany:
                response.Headers.RetryAfter = SecondsOf(tooMany.RetryAfter);
                return Problem(StatusCodes.Status429TooManyRequests, exception.Message);
            case OverloadedException:
                response.Headers.RetryAfter = SecondsOf(TimeSpan.FromSeconds(1));
                return Problem(StatusCodes.Status503ServiceUnavailable, exception.Message);
            case StreamsFullException:
                // Jittered, so that those who are refused together do not come back together.
                response.Headers.RetryAfter = SecondsOf(TimeSpan.FromSeconds(Random.Shared.Next(5, 30)));
                return Problem(StatusCodes.Status503ServiceUnavailable, exception.Message);
            case BadHttpRequestException bad:
                return Problem(bad.StatusCode, bad.Message);
            case var fault when faults.Explain(fault) is { } explanation:
                response.Headers.RetryAfter = SecondsOf(TimeSpan.FromSeconds(1));
                return Problem(StatusCodes.Status503ServiceUnavailable, explanation);
            default:
                return Problem(StatusCodes.Status500InternalServerError, "Something went wrong here, and it is not your fault. It has been logged.");
        }
    }

    private static ProblemDetails Problem(int status, string detail) => new() { Status = status, Detail = detail };

    private static HttpValidationProblemDetails Invalid(IEnumerable<(string Field, string Message)> errors) =>
        new(errors.GroupBy(error => error.Field, error => error.Message).ToDictionary(group => group.Key, group => group.Distinct().ToArray()))
        {
            Status = StatusCodes.Status400BadRequest,
        };

    /// <summary>The member by its JSON Pointer, which tells apart all that a document's names may hold; the whole as in all other errors.</summary>
    private static HttpValidationProblemDetails Unprocessable(DocumentException exception) =>
        new(new Dictionary<string, string[]> { [exception.JsonPointer.Length == 0 ? BodyProblems.Body : exception.JsonPointer] = [exception.Message] })
        {
            Status = StatusCodes.Status422UnprocessableEntity,
            Detail = exception.Detail,
        };

    private static string SecondsOf(TimeSpan time) => $"{Math.Max(1, (int)Math.Ceiling(time.TotalSeconds))}";

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogUnexpected(ILogger logger, string method, string path, Exception exception);
}

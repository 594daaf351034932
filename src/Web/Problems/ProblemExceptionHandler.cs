using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Dots.Web.Problems;

/// <summary>Answers a request that failed with a problem document (RFC 9457).</summary>
internal sealed partial class ProblemExceptionHandler(IProblemDetailsService problems, RequestErrors errors, ILogger<ProblemExceptionHandler> logger)
    : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is ConnectionResetException or ConnectionAbortedException
            || (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested))
        {
            // No client is left to read an answer. When a connection breaks, a read of the body may fail before the token is cancelled.
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var error = errors.Of(exception);
        if (error.IsUnexpected)
        {
            // Percent-encoded: a line break in the decoded path would forge a line of the log.
            LogUnexpected(logger, httpContext.Request.Method, httpContext.Request.Path.ToUriComponent(), exception);
        }

        foreach (var (name, value) in error.Headers)
        {
            httpContext.Response.Headers[name] = value;
        }

        httpContext.Response.StatusCode = error.Status;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = ProblemOf(error) });
    }

    private static ProblemDetails ProblemOf(RequestError error)
    {
        var problem = error.FieldErrors.Count == 0 ? new ProblemDetails() : new HttpValidationProblemDetails(
            error.FieldErrors.GroupBy(field => field.Field, field => field.Message).ToDictionary(group => group.Key, group => group.Distinct().ToArray()));
        problem.Status = error.Status;
        problem.Detail = error.Detail;
        foreach (var (name, value) in error.Extensions)
        {
            problem.Extensions[name] = value;
        }

        return problem;
    }

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogUnexpected(ILogger logger, string method, string path, Exception exception);
}

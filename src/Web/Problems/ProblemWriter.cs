using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace Dots.Web.Problems;

/// <summary>
/// Writes every problem document of the pipeline, whatever the client accepts: a server may disregard Accept (RFC 9110 section 12.5.1), and
/// the reason for a failure is of use even to a client that cannot parse it. The framework's writers write nothing to a client that accepts
/// only <c>text/event-stream</c>. Thread-safe.
/// </summary>
internal sealed class ProblemWriter(ProblemFactory factory, IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    public const string ContentType = "application/problem+json";

    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var response = context.HttpContext.Response;
        var problem = context.ProblemDetails;
        problem.Status ??= response.StatusCode;
        factory.Complete(context.HttpContext, problem);

        // By the type of the object, because field errors are a member of a derived one.
        var type = json.Value.SerializerOptions.GetTypeInfo(problem.GetType());
        var aborted = context.HttpContext.RequestAborted;
        try
        {
            await response.WriteAsJsonAsync(problem, type, ContentType, aborted);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // The client did not wait for the answer. The framework would log that the error handler failed.
        }
    }
}

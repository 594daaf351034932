using System.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Dots.Web.Problems;

/// <summary>
/// Gives all problems, those of controllers and those of the pipeline, the same members: type, title, status, and trace_id to find them in the
/// log by.
/// </summary>
internal sealed class ProblemFactory(IOptions<ApiBehaviorOptions> options) : ProblemDetailsFactory
{
    public override ProblemDetails CreateProblemDetails(
        HttpContext httpContext,
        int? statusCode = null,
        string? title = null,
        string? type = null,
        string? detail = null,
        string? instance = null) =>
        Complete(
            httpContext,
            new ProblemDetails
            {
                Status = statusCode ?? StatusCodes.Status500InternalServerError,
                Title = title,
                Type = type,
                Detail = detail,
                Instance = instance,
            });

    public override ValidationProblemDetails CreateValidationProblemDetails(
        HttpContext httpContext,
        ModelStateDictionary modelStateDictionary,
        int? statusCode = null,
        string? title = null,
        string? type = null,
        string? detail = null,
        string? instance = null) =>
        Complete(
            httpContext,
            new ValidationProblemDetails(modelStateDictionary)
            {
                Status = statusCode ?? StatusCodes.Status400BadRequest,
                Type = type,
                Detail = detail,
                Instance = instance,
            });

    public ValidationProblemDetails CreateInvalid(HttpContext httpContext, IDictionary<string, string[]> errors) =>
        Complete(httpContext, new ValidationProblemDetails(errors) { Status = StatusCodes.Status400BadRequest });

    /// <summary>Adds the members that the problem does not have yet.</summary>
    public T Complete<T>(HttpContext httpContext, T problem)
        where T : ProblemDetails
    {
        if (options.Value.ClientErrorMapping.TryGetValue(problem.Status!.Value, out var known))
        {
            problem.Title ??= known.Title;
            problem.Type ??= known.Link;
        }

        problem.Detail ??= HintFor(problem.Status);
        problem.Title ??= ReasonPhrases.GetReasonPhrase(problem.Status.Value);

        // The status says all there is to say (RFC 9457 section 4.2.1).
        problem.Type ??= "about:blank";
        problem.Extensions["trace_id"] = Activity.Current?.Id ?? httpContext.TraceIdentifier;
        return problem;
    }

    private static string? HintFor(int? status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Sign in first: send a bearer token or the session cookie.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as application/json, in UTF-8.",
        StatusCodes.Status429TooManyRequests => "Too many requests; try again later.",
        _ => null,
    };
}

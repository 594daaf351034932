using Microsoft.AspNetCore.Mvc;

namespace Dots.Web.OpenApi;

/// <summary>
/// A problem that an action may answer and <see cref="ProblemResponseConvention"/> cannot derive, or one whose description is its own.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ProblemResponseAttribute(int statusCode) : ProducesResponseTypeAttribute(TypeOf(statusCode), statusCode, "application/problem+json")
{
    // Those that name fields.
    private static Type TypeOf(int statusCode) => statusCode is StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity
        ? typeof(HttpValidationProblemDetails)
        : typeof(ProblemDetails);
}

using Dots.Application.Common;
using Dots.Web.Http;
using FluentValidation;
using FluentValidation.Results;

namespace Dots.Web.Identity;

internal static class CallerBinding
{
    public const string ConnectionHeader = "X-Connection-Id";

    /// <summary>For streams in browsers, which cannot set request headers.</summary>
    private const string ConnectionParameter = "connection_id";

    /// <summary>The caller of a request, with the connection that the request says it belongs to.</summary>
    /// <exception cref="ValidationException">The connection's id is too long, or has characters that are not printable ASCII.</exception>
    public static Caller GetCaller(this HttpContext context)
    {
        var connectionId = context.Request.Headers[ConnectionHeader] is [{ Length: > 0 } header, ..]
            ? header
            : context.Request.Query[ConnectionParameter].ToString();
        if (connectionId.Length > Caller.MaxConnectionIdLength || connectionId.Any(c => c is <= ' ' or > '~'))
        {
            throw new ValidationException([new ValidationFailure(
                ConnectionHeader, $"At most {Caller.MaxConnectionIdLength} printable ASCII characters, without spaces.")]);
        }

        return context.GetCaller(connectionId.Length == 0 ? null : connectionId);
    }

    /// <summary>The caller of a request whose events name no connection, so that a connection id, valid or not, is ignored.</summary>
    public static Caller GetCallerWithoutConnection(this HttpContext context) => context.GetCaller(connectionId: null);

    private static Caller GetCaller(this HttpContext context, string? connectionId) => new(SessionPrincipal.UserOf(context.User), connectionId)
    {
        Address = ClientAddress.KeyOf(context.Connection.RemoteIpAddress),
    };
}

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Dots.Web.Http;
using Dots.Web.Identity;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Dots.Web.Streams.WebSockets;

/// <summary>
/// The opening handshake (RFC 6455 section 4.2; RFC 8441 for HTTP/2). Not the framework's, because that gives no access to the underlying
/// connection, to which encoded frames are written.
/// </summary>
internal static class WebSocketHandshake
{
    private const string Protocol = "websocket";
    private const string Version = "13";

    /// <exception cref="BadHttpRequestException">The request is not a valid WebSocket handshake.</exception>
    /// <exception cref="CrossSiteException">The request comes from a page of an origin that is not trusted.</exception>
    public static void Check(HttpContext context)
    {
        var request = context.Request;
        if (!IsExtendedConnect(context) && !IsUpgrade(context))
        {
            throw Refusal(context, StatusCodes.Status426UpgradeRequired, "This is a WebSocket: open it with a client for those.");
        }

        if (request.Headers.SecWebSocketVersion != Version)
        {
            throw Refusal(context, StatusCodes.Status426UpgradeRequired, "Only version 13 of the WebSocket protocol is supported.");
        }

        if (!IsExtendedConnect(context) && !IsKey(request.Headers.SecWebSocketKey))
        {
            throw Refusal(context, StatusCodes.Status400BadRequest, "Sec-WebSocket-Key must be 16 bytes in base64.");
        }

        // Browsers send cookies with a WebSocket that any site's page opens, without a CORS preflight, but they do send the page's origin.
        request.HttpContext.RequestServices.GetRequiredService<IOptions<TrustedOrigins>>().Value.Require(request);
    }

    /// <summary>Completes the handshake.</summary>
    /// <returns>The connection underneath the WebSocket.</returns>
    public static async Task<System.IO.Stream> AcceptAsync(HttpContext context)
    {
        // On HTTP/2 everything that the client sends during the socket's lifetime counts as the request's body.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        if (context.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } minimum)
        {
            minimum.MinDataRate = null;
        }

        if (IsExtendedConnect(context))
        {
            context.Response.StatusCode = StatusCodes.Status200OK;
            return await context.Features.GetRequiredFeature<IHttpExtendedConnectFeature>().AcceptAsync();
        }

        var headers = context.Response.Headers;
        headers.Connection = HeaderNames.Upgrade;
        headers.Upgrade = Protocol;
        headers.SecWebSocketAccept = Accept(context.Request.Headers.SecWebSocketKey.ToString());
        return await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    private static bool IsExtendedConnect(HttpContext context) =>
        context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true, Protocol: Protocol };

    // A server must ignore Upgrade in an HTTP/1.0 request (RFC 9110 section 7.8), which Kestrel does not.
    private static bool IsUpgrade(HttpContext context) =>
        HttpProtocol.IsHttp11(context.Request.Protocol)
        && HttpMethods.IsGet(context.Request.Method)
        && context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true }
        && CommaList.Parse(context.Request.Headers.Upgrade).Contains(Protocol, StringComparer.OrdinalIgnoreCase);

    private static bool IsKey(string? key) => key is { Length: 24 } && Convert.TryFromBase64String(key, stackalloc byte[18], out var length) && length == 16;

    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 section 4.2.2 prescribes SHA-1; it is not used for security.")]
    private static string Accept(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes($"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));

    private static BadHttpRequestException Refusal(HttpContext context, int status, string message)
    {
        if (status == StatusCodes.Status426UpgradeRequired)
        {
            // When the response starts, because the exception handler clears the headers before it writes its response.
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.SecWebSocketVersion = Version;

                // HTTP/2 has neither field (RFC 9113 section 8.2.2).
                if (HttpProtocol.IsHttp11(context.Request.Protocol))
                {
                    // Without keep-alive, the web server would close a connection whose response has this field.
                    context.Response.Headers.Connection = $"{HeaderNames.Upgrade}, keep-alive";
                    context.Response.Headers.Upgrade = Protocol;
                }

                return Task.CompletedTask;
            });
        }

        return new BadHttpRequestException(message, status);
    }
}

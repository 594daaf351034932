using System.Net.WebSockets;
using Dots.Application.Streaming;

namespace Dots.Web.Streams.WebSockets;

/// <summary>The reason for closing a WebSocket, as its close frame reports it.</summary>
/// <param name="Status">
/// The close code (RFC 6455 section 7.4); null if the peer has disconnected or a close frame has been sent already.
/// </param>
/// <param name="Reason">For the client's developers; at most 123 bytes in UTF-8.</param>
internal sealed record WebSocketClose(WebSocketCloseStatus? Status, string Reason)
{
    public static readonly WebSocketClose Lost = new(null, "");
    public static readonly WebSocketClose Stopping = new(WebSocketCloseStatus.EndpointUnavailable, "The server is shutting down; reconnect and resume.");
    public static readonly WebSocketClose Unmasked = new(WebSocketCloseStatus.ProtocolError, "A client must mask its frames.");
    public static readonly WebSocketClose NotMinimal = new(
        WebSocketCloseStatus.ProtocolError, "The length of a frame must be encoded in as few bytes as possible.");
    public static readonly WebSocketClose Binary = new(WebSocketCloseStatus.InvalidMessageType, "Messages must be text.");
    public static readonly WebSocketClose NotJson = new(WebSocketCloseStatus.InvalidPayloadData, "Messages must be JSON.");
    public static readonly WebSocketClose TooBig = new(WebSocketCloseStatus.MessageTooBig, "A message may have at most 64 KiB.");
    public static readonly WebSocketClose Withdrawn = new(WebSocketCloseStatus.PolicyViolation, "You may no longer read this activity.");

    // 1012 (Service Restart) is registered with IANA but missing from the framework's enumeration.
    public static readonly WebSocketClose AccessChanged = new(
        (WebSocketCloseStatus)1012, "Your access to this activity has changed; reconnect and resume.");

    public static readonly WebSocketClose SignedOut = new(WebSocketCloseStatus.PolicyViolation, "The session that this was opened with has ended.");

    // 1013 (Try Again Later) is registered with IANA but missing from the framework's enumeration.
    public static readonly WebSocketClose TooSlow = new((WebSocketCloseStatus)1013, "Too slow; reconnect and resume.");
    public static readonly WebSocketClose Overloaded = new((WebSocketCloseStatus)1013, "Too many streams read past events; reconnect and resume.");

    public static readonly WebSocketClose StateUnknown = new(AccessChanged.Status, "The document before an event is not known; reconnect and resume.");

    public static WebSocketClose Of(StreamEnd end) => end switch
    {
        StreamEnd.ServerStopping => Stopping,
        StreamEnd.Overloaded => Overloaded,
        StreamEnd.StateUnknown => StateUnknown,
        StreamEnd.TooSlow or StreamEnd.TooFarBehind => TooSlow,
        _ => Lost,
    };
}

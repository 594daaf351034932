namespace Dots.Web.OpenApi;

/// <summary>What the descriptions of all streams share.</summary>
internal static class StreamDescriptions
{
    public const string Id = "The activity's id.";

    public const string LastEventId = "The cursor: later events are sent first. Wins over the parameters, because browsers reconnect with the old address.";

    public const string LastEventIdInQuery = "The same, for clients that cannot set headers; 0 begins with the oldest. Also accepted as lastEventId and since; several that differ are answered with a reset.";

    public const string Since = "The cursor, which is the seq of the last message seen: later ones are sent first. Also accepted as last_event_id and lastEventId; several that differ are answered with a reset.";

    public const string Data = "full: messages about a change show the whole document, or configuration, as it was after it.";

    public const string ConnectionId = "The client's own name for the connection, by which it recognises its own messages.";

    public const string Ticket =
        "A ticket from POST /api/streams/ticket, for clients that cannot set headers. It decides who the caller is, and is valid once.";

    public const string NotSignedIn = "The token, cookie or ticket is not valid, or its session has ended. Without one, the stream is a visitor's.";

    public const string Heartbeat =
        "5 to 60: an event named heartbeat is sent every that many seconds, whatever else is sent and whatever types selects. It has no cursor. "
        + "A client that receives none for two intervals should reconnect with its cursor.";

    public const string Sse =
        "The stream, which continues until one side ends it. If the cursor cannot be honoured, a reset event comes first.";

    public const string WebSocket =
        "The WebSocket: one JSON message a text frame, each with its seq but for heartbeats and errors. Closed with 1001 (the server stops), 1003 (binary), "
        + "1007 (not JSON), 1008 (may no longer read), 1009 (more than 64 KiB), 1012 (may now read other events, or the documents to show are not known: reconnect and resume) or 1013 (too slow: reconnect and resume).";

    public const string NoHandshake = "The request is not a WebSocket handshake.";
}

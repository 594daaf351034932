namespace Dots.Web.Streams;

/// <summary>
/// The cursors that a request for a stream names, on either transport: a client that is moved from one to the other keeps its cursor, even if not
/// the name of the parameter.
/// </summary>
internal static class StreamCursor
{
    private const string Header = "Last-Event-ID";

    /// <summary><c>lastEventId</c> is what the widespread polyfills of EventSource add to the address when they reconnect.</summary>
    private static readonly string[] Parameters = ["last_event_id", "lastEventId", "since"];

    /// <returns>
    /// The different cursors, usually none or one; empty ones count as none. The header field wins over the address: a browser reconnects with
    /// the address that the stream was opened with, and names the last event in the header (HTML standard section 9.2.3).
    /// </returns>
    public static IReadOnlyList<string> AllIn(HttpRequest request) =>
        Distinct(request.Headers[Header]) is { Count: > 0 } header ? header : Distinct(Parameters.SelectMany(name => request.Query[name]));

    private static List<string> Distinct(IEnumerable<string?> values) => [.. values.OfType<string>().Where(value => value.Length > 0).Distinct()];
}

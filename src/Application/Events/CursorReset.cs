namespace Dots.Application.Events;

/// <summary>The reasons for which a cursor cannot be honoured, as messages to the client.</summary>
public static class CursorReset
{
    public const string NotANumber = "The cursor is not a number.";

    public const string Several = "Several cursors that differ were sent.";

    public const string NoDocuments = "The document at that time is not known.";

    public static string Reason(long cursor, LogBounds bounds) =>
        cursor > bounds.Latest
            ? $"The cursor {cursor} lies ahead of the log, which ends at {bounds.Latest}."
            : $"The cursor {cursor} is older than what is kept, which begins at {bounds.Oldest}.";
}

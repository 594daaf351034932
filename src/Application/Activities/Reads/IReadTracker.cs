using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;

namespace Dots.Application.Activities.Reads;

/// <summary>
/// Messages about reads. They change nothing and must cost the reader nothing: they are gathered, at most one a second for each activity
/// and kind, and go into the log in batches off the request's path. Never sent to who has read. What is gathered when the process dies is
/// lost. Thread-safe.
/// </summary>
public interface IReadTracker
{
    /// <summary>Never blocks and never fails.</summary>
    void Note(ReadRecord notice);
}

/// <param name="Channel">Where it is told.</param>
/// <param name="MessageId">One of <see cref="ActivityMessages"/>.</param>
/// <param name="ActivityId">Null for reads of lists.</param>
/// <param name="Revision">What was read; null where nothing has one.</param>
/// <param name="Reader">Who.</param>
/// <param name="Data">Metadata only, nothing of a document.</param>
public sealed record ReadRecord(string Channel, int MessageId, Guid? ActivityId, int? Revision, Caller Reader, JsonObject Data);

using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;

namespace Dots.Application.Activities.Reads;

/// <summary>
/// Publishes events about reads. A read changes nothing and must not wait for its event, so reads are coalesced, at most one event a second for
/// each activity and kind, and appended to the log in batches off the request's path. Readers never receive the events of their own reads.
/// Reads that were not yet appended are lost when the process dies. Thread-safe.
/// </summary>
public interface IReadTracker
{
    /// <summary>Never blocks and never fails.</summary>
    void Record(ReadRecord read);
}

/// <param name="Channel">The channel of the event.</param>
/// <param name="MessageId">One of <see cref="ActivityMessages"/>.</param>
/// <param name="ActivityId">Null for reads of lists.</param>
/// <param name="Revision">The revision that was read; null for reads of lists and files.</param>
/// <param name="Data">Metadata only, nothing of a document.</param>
public sealed record ReadRecord(string Channel, int MessageId, Guid? ActivityId, int? Revision, Caller Reader, JsonObject Data)
{
    /// <summary>The number of the activity if it was private when it was read; null if not, and for reads of lists.</summary>
    /// <remarks>The event is appended later, when the activity may have become public.</remarks>
    public long? MembersOf { get; init; }
}

namespace Dots.Application.Activities.Documents;

/// <summary>Whole documents for those who join late. Thread-safe.</summary>
public interface IActivitySnapshots
{
    /// <summary>The document, and the place in the log at which it is what it is: a stream that goes on after that place misses nothing.</summary>
    /// <returns>Null when there is no such activity yet.</returns>
    Task<ActivitySnapshot?> ReadAsync(Guid activityId, CancellationToken cancellationToken);
}

/// <param name="After">The cursor to go on from.</param>
/// <param name="Message">
/// activity_retrieved (104) with the whole document as its data, as UTF-8 JSON, <c>seq</c> (which is <paramref name="After"/>) included.
/// </param>
public sealed record ActivitySnapshot(long After, ReadOnlyMemory<byte> Message);

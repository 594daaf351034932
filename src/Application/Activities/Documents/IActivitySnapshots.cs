using Dots.Application.Common;

namespace Dots.Application.Activities.Documents;

/// <summary>Whole documents for readers that open a stream. Thread-safe.</summary>
public interface IActivitySnapshots
{
    /// <summary>The document together with the cursor at which it is current: a stream that continues after the cursor misses nothing.</summary>
    /// <param name="activityId">The activity.</param>
    /// <param name="reader">Null for a visitor.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>Null where the activity does not exist yet, or the reader may not read it.</returns>
    Task<ActivitySnapshot?> ReadAsync(Guid activityId, User? reader, CancellationToken cancellationToken);
}

/// <param name="After">The cursor from which to continue.</param>
/// <param name="Message">
/// activity_retrieved (104) with the whole document as its data, in UTF-8 JSON; its <c>seq</c> is <paramref name="After"/>.
/// </param>
public sealed record ActivitySnapshot(long After, ReadOnlyMemory<byte> Message);

using Dots.Domain.Activities;
using Stream = System.IO.Stream;

namespace Dots.Application.Activities.Files;

/// <summary>
/// Stores the bytes of files. What is on the disk, uploads in progress included, never exceeds <see cref="FileLimits.MaxTotalBytes"/>. Bytes that
/// no file of the database refers to are removed within a minute, or as soon as their last reader has finished. Thread-safe.
/// </summary>
public interface IFileStore
{
    /// <summary>
    /// Writes a stream to the disk as it is read; it is never held in memory as a whole. Room for it is reserved before it is read, as far as its
    /// length is known, and otherwise as it grows. The bytes are durable when the method returns; if it throws, neither they nor the reservation
    /// are left.
    /// </summary>
    /// <param name="length">In bytes; null where it is unknown.</param>
    /// <exception cref="Common.TooLargeException">The stream has more than <paramref name="maxBytes"/>.</exception>
    /// <exception cref="Common.OutOfSpaceException">The disk is full, or everything on it would exceed the total limit.</exception>
    Task<IReceivedContent> ReceiveAsync(Stream bytes, long? length, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Opens the bytes for reading. The stream stays readable if its file is replaced or deleted meanwhile.</summary>
    /// <returns>Null if the bytes have been removed.</returns>
    Stream? TryOpen(Guid contentId);

    /// <summary>
    /// Removes bytes that have lost their file. To be called after the commit; bytes that a file refers to nevertheless are kept. Never throws: what
    /// cannot be removed now is removed later.
    /// </summary>
    Task ReleaseAsync(IReadOnlyCollection<Guid> contentIds);
}

/// <summary>
/// Received bytes, which are deleted when this is disposed, unless they were kept or their fate was left open before. If the process dies, the
/// database decides: bytes that a file refers to are kept.
/// </summary>
public interface IReceivedContent : IAsyncDisposable
{
    FileContent Content { get; }

    /// <summary>Keeps the bytes. To be called after the commit of the file that refers to them.</summary>
    Task KeepAsync();

    /// <summary>Leaves the bytes to a later look at the database, for callers that do not know whether their transaction was committed.</summary>
    Task LeaveAsync();
}

using Dots.Domain.Activities;
using Stream = System.IO.Stream;

namespace Dots.Application.Activities.Files;

/// <summary>Stores the bytes of files. Bytes that no file of the database refers to are removed after a while. Thread-safe.</summary>
public interface IFileStore
{
    /// <summary>
    /// Writes a stream to the disk as it is read; it is never held in memory as a whole. The bytes are durable when the method returns; if it
    /// throws, or the process dies, none of them are visible.
    /// </summary>
    /// <exception cref="Common.TooLargeException">The stream has more than <paramref name="maxBytes"/>.</exception>
    /// <exception cref="Common.OutOfSpaceException">The disk is full.</exception>
    Task<FileContent> ReceiveAsync(Stream bytes, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Opens the bytes for reading. The stream stays readable if its file is replaced or deleted meanwhile.</summary>
    /// <returns>Null if the bytes have been removed.</returns>
    Stream? TryOpen(Guid contentId);

    /// <summary>
    /// Has the store look soon for bytes that can be removed. To be called when bytes may have lost their file, or did not get one.
    /// </summary>
    void RequestSweep();
}

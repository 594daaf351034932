using Dots.Domain.Activities;
using Stream = System.IO.Stream;

namespace Dots.Application.Activities.Files;

/// <summary>Keeps the bytes of files. What no file of the database names any more is removed after a while. Thread-safe.</summary>
public interface IFileStore
{
    /// <summary>
    /// Takes bytes from a stream to the disk as they come, never all in memory. They are durable when it returns, and when it throws, or the
    /// process dies, nothing of them can be seen.
    /// </summary>
    /// <exception cref="Common.TooLargeException">There are more than <paramref name="maxBytes"/>.</exception>
    /// <exception cref="Common.OutOfSpaceException">The disk is full.</exception>
    Task<FileContent> ReceiveAsync(Stream bytes, long maxBytes, CancellationToken cancellationToken);

    /// <summary>The bytes, from the beginning; they stay readable although their file is replaced or deleted meanwhile.</summary>
    /// <returns>Null where they are gone.</returns>
    Stream? TryOpen(Guid contentId);

    /// <summary>Nothing names these bytes, or something no longer will: look soon for what can be removed.</summary>
    void Nudge();
}

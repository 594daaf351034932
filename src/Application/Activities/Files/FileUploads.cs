using Dots.Application.Common;
using MediatR;
using Stream = System.IO.Stream;

namespace Dots.Application.Activities.Files;

/// <summary>Receives uploads: first the bytes, however long that takes, and then the file, in one short transaction.</summary>
public sealed class FileUploads(IMediator mediator, IFileStore store, FileLimits limits)
{
    /// <param name="length">In bytes; null where the client does not announce it.</param>
    /// <param name="cancellationToken">Cancels the upload, of which nothing is kept then.</param>
    /// <exception cref="FileChangedException">The precondition is not met.</exception>
    /// <exception cref="TooLargeException">The file has more bytes than allowed.</exception>
    /// <exception cref="OutOfSpaceException">There is no room for the file.</exception>
    public async Task<SavedFile> ReceiveAsync(
        Guid activityId, string name, string contentType, long? length, Stream bytes, Caller caller, FilePrecondition? precondition,
        CancellationToken cancellationToken)
    {
        // An upload that would be refused in the end is refused before its bytes arrive.
        await mediator.Send(new CheckUpload(activityId, name, contentType, length, caller, precondition), cancellationToken);
        var content = await store.ReceiveAsync(bytes, limits.MaxBytes, cancellationToken);
        try
        {
            return await mediator.Send(new SaveFile(activityId, name, contentType, content, caller, precondition), cancellationToken);
        }
        finally
        {
            // After the commit or the rollback: either the replaced content or the received one is no longer needed.
            store.RequestSweep();
        }
    }
}

using Dots.Application.Common;
using MediatR;
using Stream = System.IO.Stream;

namespace Dots.Application.Activities.Files;

/// <summary>Takes an upload: first the bytes, however long they take, and then, in one short transaction, that the file has them.</summary>
public sealed class FileUploads(IMediator mediator, IFileStore store, FileLimits limits)
{
    /// <param name="activityId">The activity.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="contentType">As the client gave it.</param>
    /// <param name="length">In bytes, where the client says it beforehand.</param>
    /// <param name="bytes">The content.</param>
    /// <param name="caller">Who.</param>
    /// <param name="precondition">What must be there; null for anything.</param>
    /// <param name="cancellationToken">Ends the upload, of which nothing is left then.</param>
    /// <exception cref="FileChangedException">Something else is there.</exception>
    /// <exception cref="TooLargeException">More than one file may have.</exception>
    /// <exception cref="OutOfSpaceException">More than there is room for.</exception>
    public async Task<SavedFile> ReceiveAsync(
        Guid activityId, string name, string contentType, long? length, Stream bytes, Caller caller, FilePrecondition? precondition,
        CancellationToken cancellationToken)
    {
        // Who would be refused in the end is refused before the bytes come.
        await mediator.Send(new CheckUpload(activityId, name, contentType, length, caller, precondition), cancellationToken);
        var content = await store.ReceiveAsync(bytes, limits.MaxBytes, cancellationToken);
        try
        {
            return await mediator.Send(new SaveFile(activityId, name, contentType, content, caller, precondition), cancellationToken);
        }
        finally
        {
            // What it replaces, or what was not saved, is of no use any more.
            store.RequestSweep();
        }
    }
}

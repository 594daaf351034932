using Dots.Application.Common;
using MediatR;
using Stream = System.IO.Stream;

namespace Dots.Application.Activities.Files;

/// <summary>Receives uploads: first the bytes, however long that takes, and then the file, in one short transaction.</summary>
public sealed class FileUploads(IMediator mediator, IFileStore store, FileLimits limits, LiveUploads live)
{
    /// <param name="length">In bytes; null where the client does not announce it.</param>
    /// <param name="cancellationToken">Cancels the upload, of which nothing is kept then.</param>
    /// <exception cref="FileChangedException">The precondition is not met.</exception>
    /// <exception cref="TooLargeException">The file has more bytes than allowed.</exception>
    /// <exception cref="TooManyRequestsException">The user has too many uploads in progress.</exception>
    /// <exception cref="QuotaExceededException">The user's files have no room for it.</exception>
    /// <exception cref="OutOfSpaceException">There is no room for the file.</exception>
    public async Task<SavedFile> ReceiveAsync(
        Guid activityId, string name, string contentType, long? length, Stream bytes, Caller caller, Precondition? precondition,
        CancellationToken cancellationToken)
    {
        // An upload that would be refused in the end is refused before its bytes arrive.
        await mediator.Send(new CheckUpload(activityId, name, contentType, length, caller, precondition), cancellationToken);
        using var place = live.Enter(caller.Required.Id);
        await using var received = await store.ReceiveAsync(bytes, length, limits.MaxBytes, cancellationToken);
        try
        {
            var saved = await mediator.Send(
                new SaveFile(activityId, name, contentType, received.Content, caller, precondition), cancellationToken);
            if (saved.IsContentUsed)
            {
                await received.KeepAsync();
            }

            return saved;
        }
        catch (Exception exception) when (exception is not RequestException)
        {
            // Only a refusal certainly comes before the commit. After any other failure a file may refer to the bytes.
            await received.LeaveAsync();
            throw;
        }
    }
}

using Dots.Application.Activities.Access;
using Dots.Application.Activities.Reads;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Stream = System.IO.Stream;

namespace Dots.Application.Activities.Files;

/// <summary>A file of an activity, with its content.</summary>
/// <param name="Precondition">Null where the request has none.</param>
/// <param name="IsDownload">Whether the bytes are wanted, and not only the metadata.</param>
public sealed record DownloadFile(Guid ActivityId, string Name, Precondition? Precondition, bool IsDownload, Caller Caller) : IQuery<FileDownload>;

/// <param name="Content">For the caller to dispose; null where the reader already has the content.</param>
public sealed record FileDownload(FileDto File, Stream? Content);

internal sealed class DownloadFileHandler(IDotsDbContext db, IFileStore store, IFileUrls urls, IReadTracker reads) : IRequestHandler<DownloadFile, FileDownload>
{
    public async Task<FileDownload> Handle(DownloadFile request, CancellationToken cancellationToken)
    {
        var activity = await db.Activities.AsNoTracking().GetAccessibleAsync(request.ActivityId, request.Caller.User, cancellationToken);

        // The file may be replaced between the look-up and the opening, and its old content removed. Then the new content is looked up.
        var (file, content) = await OpenAsync(request, cancellationToken) ?? await OpenAsync(request, cancellationToken)
            ?? throw new NotFoundException("file", request.Name);
        if (content is not null && request.IsDownload)
        {
            reads.Record(new ReadRecord(
                Channels.OfActivity(file.ActivityId),
                ActivityMessages.FileDownloaded,
                file.ActivityId,
                Revision: null,
                request.Caller,
                MessageData.Of(("name", file.Name), ("size", file.Content.Size)))
            {
                MembersOf = activity.IsPrivate ? activity.Number : null,
            });
        }

        return new FileDownload(FileDto.Of(file, urls), content);
    }

    private async Task<(ActivityFile File, Stream? Content)?> OpenAsync(DownloadFile request, CancellationToken cancellationToken)
    {
        var file = await db.Files.AsNoTracking()
            .FirstOrDefaultAsync(f => f.ActivityId == request.ActivityId && f.Name == request.Name, cancellationToken)
            ?? throw new NotFoundException("file", request.Name);
        return request.Precondition.IsKnown(file) ? (file, null) : store.TryOpen(file.Content.Id) is { } content ? (file, content) : null;
    }
}

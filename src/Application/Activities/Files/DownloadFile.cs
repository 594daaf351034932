using Dots.Application.Activities.Access;
using Dots.Application.Activities.Reads;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Stream = System.IO.Stream;

namespace Dots.Application.Activities.Files;

/// <summary>A file of an activity, to be read.</summary>
/// <param name="ActivityId">The activity.</param>
/// <param name="Name">The file's name.</param>
/// <param name="IsKnown">Whether the reader, who has the content of this SHA-256 hash already, wants none.</param>
/// <param name="IsDownload">Whether the bytes are asked for, and not only what they are like.</param>
/// <param name="Caller">Who.</param>
public sealed record DownloadFile(Guid ActivityId, string Name, Func<string, bool> IsKnown, bool IsDownload, Caller Caller) : IQuery<FileDownload>;

/// <param name="File">The file.</param>
/// <param name="Content">Its bytes, for the caller to dispose; null where the reader has them already.</param>
public sealed record FileDownload(FileDto File, Stream? Content);

internal sealed class DownloadFileHandler(IDotsDbContext db, IFileStore store, IReadTracker notices) : IRequestHandler<DownloadFile, FileDownload>
{
    public async Task<FileDownload> Handle(DownloadFile request, CancellationToken cancellationToken)
    {
        await db.Activities.AsNoTracking().GetAccessibleAsync(request.ActivityId, request.Caller.User, cancellationToken);

        // A second time when it was replaced between the look-up and the opening, and its old content is gone.
        var (file, content) = await OpenAsync(request, cancellationToken) ?? await OpenAsync(request, cancellationToken)
            ?? throw new NotFoundException("file", request.Name);
        if (content is not null && request.IsDownload)
        {
            notices.Note(new ReadRecord(
                Channels.OfActivity(file.ActivityId),
                ActivityMessages.FileDownloaded,
                file.ActivityId,
                Revision: null,
                request.Caller,
                MessageData.Of(("name", file.Name), ("size", file.Content.Size))));
        }

        return new FileDownload(FileDto.Of(file), content);
    }

    private async Task<(ActivityFile File, Stream? Content)?> OpenAsync(DownloadFile request, CancellationToken cancellationToken)
    {
        var file = await db.Files.AsNoTracking()
            .FirstOrDefaultAsync(f => f.ActivityId == request.ActivityId && f.Name == request.Name, cancellationToken)
            ?? throw new NotFoundException("file", request.Name);
        return request.IsKnown(file.Content.Sha256) ? (file, null) : store.TryOpen(file.Content.Id) is { } content ? (file, content) : null;
    }
}

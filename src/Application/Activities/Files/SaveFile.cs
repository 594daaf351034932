using Dots.Application.Activities.Access;
using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Files;

/// <summary>A signed-in user creates or replaces a file, whose content has been received already.</summary>
public sealed record SaveFile(
    Guid ActivityId, string Name, string ContentType, FileContent Content, Caller Caller, Precondition? Precondition = null)
    : ICommand<SavedFile>, IRemovesFiles
{
    public IReadOnlyList<LockKey> LockKeys => [LockKey.Activity(ActivityId).Shared, LockKey.Files];
}

/// <param name="IsContentUsed">Whether the file refers to the received content; false if it had the same bytes before.</param>
public sealed record SavedFile(FileDto File, bool Created, bool IsContentUsed);

internal sealed class SaveFileHandler(
    IDotsDbContext db, IMediator mediator, FileLimits limits, IFileUrls urls, RemovedFiles removed, TimeProvider clock)
    : IRequestHandler<SaveFile, SavedFile>
{
    public async Task<SavedFile> Handle(SaveFile request, CancellationToken cancellationToken)
    {
        var user = request.Caller.Required;
        await db.Activities.GetAccessibleAsync(request.ActivityId, user, cancellationToken);
        await db.Files.RequireRoomAsync(request.Content.Size, request.ActivityId, request.Name, user, limits, cancellationToken);

        var file = await db.Files.FirstOrDefaultAsync(
            f => f.ActivityId == request.ActivityId && f.Name == request.Name, cancellationToken);
        request.Precondition.ThrowUnlessMet(file);
        var isNew = file is null;
        file ??= new ActivityFile(request.ActivityId, request.Name);
        var now = clock.GetUtcNow();
        var replaced = file.Content;
        var isContentUsed = file.ReplaceContent(request.Content, request.ContentType, user.Username, now);
        if (isContentUsed)
        {
            if (isNew)
            {
                db.Files.Add(file);
            }
            else
            {
                removed.ContentIds.Add(replaced.Id);
            }

            await db.SaveChangesAsync(cancellationToken);
            await mediator.Publish(
                new FileUploaded(
                    file.ActivityId,
                    file.Name,
                    file.Content.Size,
                    file.ContentType,
                    file.Content.Md5,
                    file.Content.Sha256,
                    urls.UrlOf(file.ActivityId, file.Name),
                    request.Caller,
                    now),
                cancellationToken);
        }

        return new SavedFile(FileDto.Of(file, urls), isNew, isContentUsed);
    }
}

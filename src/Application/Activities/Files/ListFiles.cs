using Dots.Application.Activities.Access;
using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Files;

/// <summary>The files of an activity.</summary>
public sealed record ListFiles(Guid ActivityId, Caller Caller) : IQuery<FilesDto>;

internal sealed class ListFilesHandler(IDotsDbContext db, IFileUrls urls) : IRequestHandler<ListFiles, FilesDto>
{
    public async Task<FilesDto> Handle(ListFiles request, CancellationToken cancellationToken)
    {
        await db.Activities.AsNoTracking().GetAccessibleAsync(request.ActivityId, request.Caller.User, cancellationToken);
        var files = await db.Files.AsNoTracking()
            .Where(file => file.ActivityId == request.ActivityId)
            .OrderBy(file => file.Name)
            .ToListAsync(cancellationToken);
        return new FilesDto([.. files.Select(file => FileDto.Of(file, urls))]);
    }
}

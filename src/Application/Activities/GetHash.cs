using Dots.Application.Broadcasting;
using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities;

/// <summary>The hash of a document, to compare it without reading it.</summary>
public sealed record GetHash(Guid Id, Caller Caller) : IQuery<HashDto>;

internal sealed class GetHashHandler(IDotsDbContext db, IReadNotices notices) : IRequestHandler<GetHash, HashDto>
{
    public async Task<HashDto> Handle(GetHash request, CancellationToken cancellationToken)
    {
        var activity = await db.Activities.AsNoTracking().GetOpenAsync(request.Id, request.Caller.User, cancellationToken);

        notices.Note(new ReadNotice(
            Channels.OfActivity(activity.Id),
            ActivityMessages.HashRetrieved,
            activity.Id,
            activity.Revision,
            request.Caller,
            MessageData.Of(("revision", activity.Revision), ("algorithm", HashDto.Sha256), ("hash", activity.Hash))));
        return new HashDto(activity.Hash, HashDto.Sha256, activity.Revision);
    }
}

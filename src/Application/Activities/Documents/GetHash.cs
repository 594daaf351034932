using Dots.Application.Activities.Access;
using Dots.Application.Activities.Reads;
using Dots.Application.Common;
using Dots.Application.Events;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <summary>The hash of a document, by which a client finds out whether its copy is current.</summary>
public sealed record GetHash(Guid Id, Caller Caller) : IQuery<HashDto>;

internal sealed class GetHashHandler(IDotsDbContext db, IReadTracker reads) : IRequestHandler<GetHash, HashDto>
{
    public async Task<HashDto> Handle(GetHash request, CancellationToken cancellationToken)
    {
        var activity = await db.Activities.AsNoTracking().GetAccessibleAsync(request.Id, request.Caller.User, cancellationToken);

        reads.Record(new ReadRecord(
            Channels.OfActivity(activity.Id),
            ActivityMessages.HashRetrieved,
            activity.Id,
            activity.Revision,
            request.Caller,
            MessageData.Of(("revision", activity.Revision), ("algorithm", HashDto.Sha256), ("hash", activity.Hash)))
        {
            MembersOf = activity.IsPrivate ? activity.Number : null,
        });
        return new HashDto(activity.Hash, HashDto.Sha256, activity.Revision);
    }
}

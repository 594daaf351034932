using Dots.Application.Activities.Access;
using Dots.Application.Activities.Reads;
using Dots.Application.Common;
using Dots.Application.Events;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <summary>The hashes of all documents that the caller may read.</summary>
public sealed record ListHashes(Caller Caller) : IQuery<HashesDto>
{
    bool IQuery<HashesDto>.IsExpensive => true;
}

internal sealed class ListHashesHandler(IDotsDbContext db, IReadTracker reads) : IRequestHandler<ListHashes, HashesDto>
{
    public async Task<HashesDto> Handle(ListHashes request, CancellationToken cancellationToken)
    {
        var hashes = await db.Activities.AsNoTracking()
            .AccessibleTo(request.Caller.User)
            .OrderBy(activity => activity.Number)
            .Select(activity => new
            {
                activity.IsPrivate,
                Dto = new ActivityHashDto(activity.Id, activity.Hash, HashDto.Sha256, activity.Revision),
            })
            .ToListAsync(cancellationToken);

        reads.Record(new ReadRecord(
            Channels.Activities,
            ActivityMessages.AllHashesRetrieved,
            ActivityId: null,
            Revision: null,
            request.Caller,

            // Everybody receives the event, and may not learn how many private activities there are.
            MessageData.Of(("count", hashes.Count(hash => !hash.IsPrivate)))));
        return new HashesDto([.. hashes.Select(hash => hash.Dto)]);
    }
}

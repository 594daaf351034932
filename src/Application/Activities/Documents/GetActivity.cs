using Dots.Application.Activities.Access;
using Dots.Application.Activities.Reads;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <exception cref="NotFoundException">There is no such activity, or it is private and the caller is not a member.</exception>
public sealed record GetActivity(Guid Id, Precondition? Precondition, Caller Caller) : IQuery<DocumentDto>;

internal sealed class GetActivityHandler(IDotsDbContext db, IReadTracker reads) : IRequestHandler<GetActivity, DocumentDto>
{
    public async Task<DocumentDto> Handle(GetActivity request, CancellationToken cancellationToken) => ToDto(
        await db.Activities.AsNoTracking().GetAccessibleAsync(request.Id, request.Caller.User, cancellationToken),
        request.Precondition,
        request.Caller,
        by: "id",
        reads);

    public static DocumentDto ToDto(Activity activity, Precondition? precondition, Caller reader, string by, IReadTracker reads)
    {
        if (precondition.IsKnown(activity.Revision))
        {
            return new DocumentDto(activity.Id, activity.Revision, null);
        }

        reads.Record(new ReadRecord(
            Channels.OfActivity(activity.Id),
            ActivityMessages.ActivityRetrieved,
            activity.Id,
            activity.Revision,
            reader,
            MessageData.Of(("id", activity.Id), ("revision", activity.Revision), ("by", by)))
        {
            MembersOf = activity.IsPrivate ? activity.Number : null,
        });
        return new DocumentDto(activity.Id, activity.Revision, activity.Document);
    }
}

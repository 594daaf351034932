using Dots.Application.Activities.Access;
using Dots.Application.Activities.Reads;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <exception cref="NotFoundException">There is no such activity.</exception>
/// <exception cref="ForbiddenException">It is private, and the caller is no member.</exception>
public sealed record GetActivity(Guid Id, KnownRevisions Known, Caller Caller) : IQuery<DocumentDto>;

internal sealed class GetActivityHandler(IDotsDbContext db, IReadTracker notices) : IRequestHandler<GetActivity, DocumentDto>
{
    public async Task<DocumentDto> Handle(GetActivity request, CancellationToken cancellationToken) => Show(
        await db.Activities.AsNoTracking().GetAccessibleAsync(request.Id, request.Caller.User, cancellationToken),
        request.Known,
        request.Caller,
        by: "id",
        notices);

    public static DocumentDto Show(Activity activity, KnownRevisions known, Caller reader, string by, IReadTracker notices)
    {
        if (known.Include(activity.Revision))
        {
            return new DocumentDto(activity.Id, activity.Revision, null);
        }

        notices.Note(new ReadRecord(
            Channels.OfActivity(activity.Id),
            ActivityMessages.ActivityRetrieved,
            activity.Id,
            activity.Revision,
            reader,
            MessageData.Of(("id", activity.Id), ("revision", activity.Revision), ("by", by))));
        return new DocumentDto(activity.Id, activity.Revision, activity.Document);
    }
}

using Dots.Application.Activities.Access;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Reads;
using Dots.Application.Common;
using Dots.Application.Events;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Config;

/// <summary>An activity's configuration; <c>{}</c> until one was set.</summary>
public sealed record GetConfig(Guid Id, Precondition? Precondition, Caller Caller) : IQuery<DocumentDto>;

internal sealed class GetConfigHandler(IDotsDbContext db, IReadTracker reads) : IRequestHandler<GetConfig, DocumentDto>
{
    public async Task<DocumentDto> Handle(GetConfig request, CancellationToken cancellationToken)
    {
        var activity = await db.Activities.AsNoTracking().GetAccessibleAsync(request.Id, request.Caller.User, cancellationToken);
        if (request.Precondition.IsKnown(activity.ConfigRevision))
        {
            return new DocumentDto(activity.Id, activity.ConfigRevision, null);
        }

        reads.Record(new ReadRecord(
            Channels.OfActivity(activity.Id),
            ActivityMessages.ConfigRetrieved,
            activity.Id,
            activity.Revision,
            request.Caller,
            MessageData.Of(("config_revision", activity.ConfigRevision)))
        {
            MembersOf = activity.IsPrivate ? activity.Number : null,
        });
        return new DocumentDto(activity.Id, activity.ConfigRevision, activity.Config);
    }
}

using Dots.Application.Broadcasting;
using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities;

/// <summary>An activity's configuration; <c>{}</c> until one was set.</summary>
public sealed record GetConfig(Guid Id, KnownRevisions Known, Caller Caller) : IQuery<DocumentDto>;

internal sealed class GetConfigHandler(IDotsDbContext db, IReadNotices notices) : IRequestHandler<GetConfig, DocumentDto>
{
    public async Task<DocumentDto> Handle(GetConfig request, CancellationToken cancellationToken)
    {
        var activity = await db.Activities.AsNoTracking().GetOpenAsync(request.Id, request.Caller.User, cancellationToken);
        if (request.Known.Include(activity.ConfigRevision))
        {
            return new DocumentDto(activity.Id, activity.ConfigRevision, null);
        }

        notices.Note(new ReadNotice(
            Channels.OfActivity(activity.Id),
            ActivityMessages.ConfigRetrieved,
            activity.Id,
            activity.Revision,
            request.Caller,
            MessageData.Of(("config_revision", activity.ConfigRevision))));
        return new DocumentDto(activity.Id, activity.ConfigRevision, activity.Config);
    }
}

using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Access;

/// <summary>Who may read and write an activity.</summary>
public sealed record GetAccess(Guid Id, Caller Caller) : IQuery<AccessDto>;

internal sealed class GetAccessHandler(IDotsDbContext db) : IRequestHandler<GetAccess, AccessDto>
{
    public async Task<AccessDto> Handle(GetAccess request, CancellationToken cancellationToken) =>
        Show(await db.Activities.AsNoTracking().GetAccessibleAsync(request.Id, request.Caller.User, cancellationToken));

    public static AccessDto Show(Activity activity) => new(
        activity.OwnerUsername, activity.IsPrivate, [.. activity.Members.Select(member => member.Username).Order(StringComparer.Ordinal)]);
}

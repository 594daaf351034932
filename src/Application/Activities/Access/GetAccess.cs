using Dots.Application.Common;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Access;

/// <summary>Who may read and write an activity.</summary>
public sealed record GetAccess(Guid Id, Caller Caller) : IQuery<AccessDto>;

/// <param name="Owner">The user name of the activity's creator.</param>
/// <param name="IsPrivate">
/// Whether only the owner and the members have access. Everybody may read any other activity, and every signed-in user may write it.
/// </param>
/// <param name="Members">User names, which are kept while the activity is not private.</param>
public sealed record AccessDto(string Owner, bool IsPrivate, IReadOnlyList<string> Members)
{
    internal static AccessDto Of(Activity activity) => new(
        activity.OwnerUsername, activity.IsPrivate, [.. activity.Members.Select(member => member.Username).Order(StringComparer.Ordinal)]);
}

internal sealed class GetAccessHandler(IDotsDbContext db) : IRequestHandler<GetAccess, AccessDto>
{
    public async Task<AccessDto> Handle(GetAccess request, CancellationToken cancellationToken) =>
        AccessDto.Of(await db.Activities.AsNoTracking().GetAccessibleAsync(request.Id, request.Caller.User, cancellationToken));
}

using System.Text.Json;
using Dots.Application.Activities.Access;
using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Presence;

/// <summary>Who is on an activity.</summary>
public sealed record ListParticipants(Guid ActivityId, Caller Caller) : IQuery<ParticipantsDto>;

/// <summary>Those who are here, who came first in front.</summary>
public sealed record ParticipantsDto(IReadOnlyList<ParticipantDto> Items);

/// <summary>Somebody who is here.</summary>
/// <param name="Username">Who.</param>
/// <param name="Status">Such as online.</param>
/// <param name="State">All that their clients told, the status included.</param>
/// <param name="JoinedAt">Since when.</param>
public sealed record ParticipantDto(string Username, string Status, JsonElement State, DateTimeOffset JoinedAt);

internal sealed class ListParticipantsHandler(IDotsDbContext db) : IRequestHandler<ListParticipants, ParticipantsDto>
{
    public async Task<ParticipantsDto> Handle(ListParticipants request, CancellationToken cancellationToken)
    {
        await db.Activities.AsNoTracking().GetAccessibleAsync(request.ActivityId, request.Caller.User, cancellationToken);
        var here = await db.Participants.AsNoTracking()
            .Where(participant => participant.ActivityId == request.ActivityId)
            .OrderBy(participant => participant.JoinedAt)
            .ThenBy(participant => participant.UserId)
            .ToListAsync(cancellationToken);
        return new ParticipantsDto(
        [
            .. here.Select(participant => JsonElement.Parse(participant.State)).Zip(here, (state, participant) =>
                new ParticipantDto(participant.Username, state.GetProperty("status").GetString()!, state, participant.JoinedAt)),
        ]);
    }
}

using System.Text.Json;
using Dots.Application.Activities.Access;
using Dots.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Presence;

/// <summary>The users who are present on an activity.</summary>
public sealed record ListParticipants(Guid ActivityId, Caller Caller) : IQuery<ParticipantsDto>;

/// <summary>The users who are present, in the order in which they joined.</summary>
public sealed record ParticipantsDto(IReadOnlyList<ParticipantDto> Items);

/// <summary>A user who is present on an activity.</summary>
/// <param name="Username">The user's name.</param>
/// <param name="Status">Such as online.</param>
/// <param name="State">All members that the user's clients have set, the status included.</param>
/// <param name="JoinedAt">When they joined.</param>
public sealed record ParticipantDto(string Username, string Status, JsonElement State, DateTimeOffset JoinedAt);

internal sealed class ListParticipantsHandler(IDotsDbContext db) : IRequestHandler<ListParticipants, ParticipantsDto>
{
    public async Task<ParticipantsDto> Handle(ListParticipants request, CancellationToken cancellationToken)
    {
        await db.Activities.AsNoTracking().GetAccessibleAsync(request.ActivityId, request.Caller.User, cancellationToken);
        var present = await db.Participants.AsNoTracking()
            .Where(participant => participant.ActivityId == request.ActivityId)
            .OrderBy(participant => participant.JoinedAt)
            .ThenBy(participant => participant.UserId)
            .ToListAsync(cancellationToken);
        return new ParticipantsDto(
        [
            .. present.Select(participant => JsonElement.Parse(participant.State)).Zip(present, (state, participant) =>
                new ParticipantDto(participant.Username, state.GetProperty("status").GetString()!, state, participant.JoinedAt)),
        ]);
    }
}

using Dots.Application.Activities;
using Dots.Application.Activities.Access;
using Dots.Application.Activities.Documents;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Activities;

/// <inheritdoc cref="IActivitySnapshots"/>
internal sealed class ActivitySnapshots(IServiceScopeFactory scopes, TimeProvider clock) : IActivitySnapshots
{
    public async Task<ActivitySnapshot?> ReadAsync(Guid activityId, User? reader, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();

        // One statement, so that the document and the end of the log are read from the same snapshot of the database.
        // The activity may have been created as a private one since the reader was authorised.
        var found = await db.Activities.AsNoTracking().AccessibleTo(reader)
            .Where(activity => activity.Id == activityId)
            .Select(activity => new
            {
                activity.Revision,
                activity.Document,
                After = db.Set<EventRow>().Max(row => (long?)row.Id) ?? 0,
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return null;
        }

        var message = new ActivityMessage(
            ActivityMessages.ActivityRetrieved, activityId, Actor: null, clock.GetUtcNow(), (JsonObject)JsonValue.Parse(found.Document))
        {
            Revision = found.Revision,
        };
        return new ActivitySnapshot(found.After, message.ToUtf8(found.After));
    }
}

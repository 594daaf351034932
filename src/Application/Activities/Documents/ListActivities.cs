using Dots.Application.Activities.Access;
using Dots.Application.Activities.Reads;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Activities;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <summary>A page of the activities that the caller may read, the newest first.</summary>
/// <param name="Name">Part of the name, in any letter case.</param>
/// <param name="Limit">1 to 100; the default is 20.</param>
/// <param name="Cursor">From the previous page.</param>
public sealed record ListActivities(string? Name, int? Limit, string? Cursor, Caller Caller) : IQuery<Page<ActivitySummaryDto>>
{
    public const int MaxLimit = 100;
    public const int DefaultLimit = 20;

    // A search looks at the names of all activities.
    bool IQuery<Page<ActivitySummaryDto>>.IsExpensive => !string.IsNullOrWhiteSpace(Name);
}

internal sealed class ListActivitiesValidator : AbstractValidator<ListActivities>
{
    public ListActivitiesValidator()
    {
        RuleFor(list => list.Name).MaximumLength(Activity.MaxNameLength).WithMessage(FieldMessages.NoName(Activity.MaxNameLength));
        RuleFor(list => list.Limit).InclusiveBetween(1, ListActivities.MaxLimit).WithMessage($"Must be a whole number from 1 to {ListActivities.MaxLimit}.");
    }
}

internal sealed class ListActivitiesHandler(IDotsDbContext db, IReadTracker reads)
    : IRequestHandler<ListActivities, Page<ActivitySummaryDto>>
{
    private const string Order = "newest";

    public async Task<Page<ActivitySummaryDto>> Handle(ListActivities request, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? ListActivities.DefaultLimit;
        var cursor = PageCursor.Parse(request.Cursor, Order);
        var activities = db.Activities.AsNoTracking().AccessibleTo(request.Caller.User);
        if (!string.IsNullOrWhiteSpace(request.Name))
        {
            var folded = NameFolding.Fold(request.Name);
            activities = activities.Where(activity => EF.Property<string>(activity, NameFolding.ColumnOfActivityName).Contains(folded));
        }

        if (cursor is not null)
        {
            activities = activities.Where(activity => activity.Number < cursor.Id);
        }

        var found = await activities
            .OrderByDescending(activity => activity.Number)
            .Select(a => new
            {
                a.Number,
                Summary = new ActivitySummaryDto(
                    a.Id, a.Name, a.OwnerUsername, a.Revision, a.Hash, a.IsPrivate, a.CreatedAt, a.UpdatedAt),
            })
            .Take(limit + 1)
            .ToListAsync(cancellationToken);
        var items = found.Take(limit).ToList();

        reads.Record(new ReadRecord(
            Channels.Activities,
            ActivityMessages.AllActivitiesRetrieved,
            ActivityId: null,
            Revision: null,
            request.Caller,

            // Everybody receives the event, and may not learn how many private activities there are.
            MessageData.Of(("count", items.Count(item => !item.Summary.IsPrivate)))));
        return new Page<ActivitySummaryDto>(
            [.. items.Select(item => item.Summary)],
            found.Count > limit ? new PageCursor(Order, "", items[^1].Number).ToString() : null);
    }
}

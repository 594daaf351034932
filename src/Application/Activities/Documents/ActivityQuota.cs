using Dots.Application.Common;
using Dots.Domain.Activities;

namespace Dots.Application.Activities.Documents;

internal sealed class ActivityQuota(IDotsDbContext db, ActivityLimits limits) : CountQuota<CreateActivity, Activity>("Activities", limits)
{
    protected override IQueryable<Activity> All => db.Activities;

    protected override User OwnerIn(CreateActivity command) => command.Caller.Required;

    protected override IQueryable<Activity> OwnedBy(User owner) => db.Activities.Where(activity => activity.OwnerId == owner.Id);
}

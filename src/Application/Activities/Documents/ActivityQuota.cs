using System.ComponentModel.DataAnnotations;
using Dots.Application.Common;
using Dots.Domain.Activities;

namespace Dots.Application.Activities.Documents;

/// <summary>How many activities may be stored, and how large.</summary>
public sealed class ActivityLimits : CountLimits
{
    /// <summary>
    /// The size of the documents and configurations of all activities that one user owns, in bytes, each activity rounded up to 4 KiB; 0 means any
    /// size.
    /// </summary>
    [Range(0, (double)(1L << 50))]
    public long MaxBytesPerUser { get; set; } = 256L * 1024 * 1024;
}

internal sealed class ActivityQuota(IDotsDbContext db, ActivityLimits limits) : CountQuota<CreateActivity, Activity>("Activities", limits)
{
    protected override IQueryable<Activity> All => db.Activities;

    protected override User OwnerIn(CreateActivity command) => command.Caller.Required;

    protected override IQueryable<Activity> OwnedBy(User owner) => db.Activities.Where(activity => activity.OwnerId == owner.Id);
}

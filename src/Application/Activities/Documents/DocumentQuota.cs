using Dots.Application.Common;
using Dots.Domain.Activities;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Documents;

/// <summary>Limits the size of all documents and configurations of the activities that one user owns, whoever writes them.</summary>
internal sealed class DocumentQuota(IDotsDbContext db, IWriteTransaction transaction, ActivityLimits limits)
{
    /// <summary>To be called within the transaction that changes an activity, before it is saved.</summary>
    /// <param name="activity">With the change.</param>
    /// <param name="bytesBefore">Its <see cref="Activity.StoredBytes"/> before the change; 0 for a new activity.</param>
    /// <exception cref="QuotaExceededException">The change makes the activity larger than the owner has room for. One that does not enlarge it always passes.</exception>
    public async Task RequireRoomAsync(Activity activity, int bytesBefore, CancellationToken cancellationToken)
    {
        var growth = activity.StoredBytes - bytesBefore;
        if (growth <= 0 || limits.MaxBytesPerUser == 0)
        {
            return;
        }

        // Only a change that grows waits for the others of its owner, and most small ones do not.
        var stored = await transaction.RunAsync(
            () => db.Activities.Where(a => a.OwnerId == activity.OwnerId).SumAsync(a => (long)a.StoredBytes, cancellationToken),
            [LockKey.Quota("documents", activity.OwnerId)],
            cancellationToken);
        if (stored + growth > limits.MaxBytesPerUser)
        {
            // Without what is in use, which would tell other writers how large the owner's private activities are.
            throw new QuotaExceededException(
                $"The documents and configurations of all activities of {activity.OwnerUsername} may have {limits.MaxBytesPerUser} bytes together; "
                + "shorten or delete some.",
                "Activities__MaxBytesPerUser",
                limits.MaxBytesPerUser);
        }
    }
}

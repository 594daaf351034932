using Dots.Application.Common;
using Dots.Domain.Activities;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Files;

internal static class StoredFiles
{
    /// <summary>Whether a user may save a file of this size under this name, which may replace another.</summary>
    /// <exception cref="OutOfSpaceException">All other files and this one together exceed the limit.</exception>
    /// <exception cref="QuotaExceededException">The user's other files and this one together exceed the limit.</exception>
    public static async Task RequireRoomAsync(
        this IQueryable<ActivityFile> files,
        long size, Guid activityId, string name, User uploader, FileLimits limits, CancellationToken cancellationToken)
    {
        var others = files.Where(file => file.ActivityId != activityId || file.Name != name);
        var total = await others.SumAsync(file => file.Content.Size, cancellationToken);
        if (total + size > limits.MaxTotalBytes)
        {
            throw new OutOfSpaceException($"All files together may have {limits.MaxTotalBytes} bytes, of which {total} are in use.");
        }

        if (limits.MaxBytesPerUser == 0)
        {
            return;
        }

        var own = await others.Where(file => file.UploaderUsername == uploader.Username).SumAsync(file => file.Content.Size, cancellationToken);
        if (own + size > limits.MaxBytesPerUser)
        {
            throw new QuotaExceededException(
                $"The files of one user may have {limits.MaxBytesPerUser} bytes together, of which {own} are in use; delete some.",
                "Files__MaxBytesPerUser",
                limits.MaxBytesPerUser);
        }
    }
}

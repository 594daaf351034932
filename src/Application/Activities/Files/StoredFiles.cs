using Dots.Application.Common;
using Dots.Domain.Activities;
using Microsoft.EntityFrameworkCore;

namespace Dots.Application.Activities.Files;

internal static class StoredFiles
{
    /// <exception cref="OutOfSpaceException">All other files and this one together exceed the limit.</exception>
    public static async Task ThrowIfFullAsync(
        this IQueryable<ActivityFile> files, long size, Guid activityId, string name, FileLimits limits, CancellationToken cancellationToken)
    {
        var others = await files
            .Where(file => file.ActivityId != activityId || file.Name != name)
            .SumAsync(file => file.Content.Size, cancellationToken);
        if (others + size > limits.MaxTotalBytes)
        {
            throw new OutOfSpaceException($"All files together may have {limits.MaxTotalBytes} bytes, of which {others} are in use.");
        }
    }
}

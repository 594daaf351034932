using System.ComponentModel.DataAnnotations;
using Dots.Application.Common;

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

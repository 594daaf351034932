using System.ComponentModel.DataAnnotations;

namespace Dots.Application.Activities.Files;

/// <summary>How much may be kept.</summary>
public sealed class FileLimits
{
    /// <summary>Of one file.</summary>
    [Range(1, (double)(1L << 50))]
    public long MaxBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>Of all files of the installation.</summary>
    [Range(1, (double)(1L << 60))]
    public long MaxTotalBytes { get; set; } = 10L * 1024 * 1024 * 1024;
}

using System.ComponentModel.DataAnnotations;

namespace Dots.Application.Activities.Files;

/// <summary>How much may be stored.</summary>
public sealed class FileLimits
{
    /// <summary>The size of one file, in bytes.</summary>
    [Range(1, (double)(1L << 50))]
    public long MaxBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>The size of all files of the installation, in bytes.</summary>
    [Range(1, (double)(1L << 60))]
    public long MaxTotalBytes { get; set; } = 10L * 1024 * 1024 * 1024;
}

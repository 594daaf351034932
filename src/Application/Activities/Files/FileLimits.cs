using System.ComponentModel.DataAnnotations;

namespace Dots.Application.Activities.Files;

/// <summary>How much may be stored.</summary>
public sealed class FileLimits
{
    /// <summary>The size of one file, in bytes.</summary>
    [Range(1, (double)(1L << 50))]
    public long MaxBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>The size of everything on the disk, in bytes: all files of the installation, and uploads in progress.</summary>
    [Range(1, (double)(1L << 60))]
    public long MaxTotalBytes { get; set; } = 10L * 1024 * 1024 * 1024;

    /// <summary>The size of all files that one user has uploaded, in bytes; 0 means any size.</summary>
    [Range(0, (double)(1L << 60))]
    public long MaxBytesPerUser { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>How many uploads one user may have in progress at once on a node.</summary>
    [Range(1, 10_000)]
    public int MaxUploadsPerUser { get; set; } = 4;
}

namespace Dots.Application.Activities.Files;

/// <summary>How much may be kept.</summary>
public sealed class FileLimits
{
    /// <summary>Of one file.</summary>
    public long MaxBytes { get; set; } = 100L * 1024 * 1024;

    /// <summary>Of all files of the installation.</summary>
    public long MaxTotalBytes { get; set; } = 10L * 1024 * 1024 * 1024;
}

using System.ComponentModel.DataAnnotations;

namespace Dots.Application.Common;

/// <summary>How many of something may be stored; 0 means any number.</summary>
public abstract class CountLimits
{
    /// <summary>The number that one user may own.</summary>
    [Range(0, int.MaxValue)]
    public int MaxPerUser { get; set; } = 1000;

    /// <summary>The number that all users together may own.</summary>
    [Range(0, int.MaxValue)]
    public int MaxTotal { get; set; }
}

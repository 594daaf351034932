using System.ComponentModel.DataAnnotations;

namespace Dots.Infrastructure.Common;

/// <summary>How much less than others the threads of <see cref="LowPriorityScheduler"/> get of the processor.</summary>
public sealed class LowPriorityOptions
{
    /// <summary>
    /// What Linux calls niceness: 10 has a tenth of the weight of 0. With 19 it would be a seventieth, and a thread that is interrupted within one
    /// of the runtime's locks, or while it collects garbage, might hold everybody up for as long as another process needs the core. 0 leaves the
    /// priority as it is, for machines that other programs keep busy: these take the core as well.
    /// </summary>
    [Range(0, 19)]
    public int Niceness { get; set; } = 10;
}

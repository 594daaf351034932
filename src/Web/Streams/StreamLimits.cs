using System.ComponentModel.DataAnnotations;

namespace Dots.Web.Streams;

/// <summary>How many streams may be open at the same time on this node.</summary>
internal sealed class StreamLimits
{
    [Range(1, 10_000_000)]
    public int MaxOpen { get; set; } = 50_000;

    [Range(1, 10_000_000)]
    public int MaxOpenPerAddress { get; set; } = 20_000;
}

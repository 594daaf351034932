using System.ComponentModel.DataAnnotations;

namespace Dots.Web.Connections;

/// <summary>How many connections may be open at the same time on this node, streams included.</summary>
internal sealed class ConnectionLimits
{
    [Range(1, 10_000_000)]
    public int MaxOpen { get; set; } = 60_000;

    /// <summary>Trusted proxies are exempt, because they carry the connections of many clients.</summary>
    [Range(1, 10_000_000)]
    public int MaxOpenPerAddress { get; set; } = 25_000;
}

using System.Diagnostics;
using System.Globalization;

namespace Dots.Cluster.Tests.Load;

/// <summary>Board names that encode when the write began, so that a reader can compute the delay of the event.</summary>
internal static class BoardNames
{
    public static string New(int writer) => string.Create(CultureInfo.InvariantCulture, $"{writer} {Stopwatch.GetTimestamp()}");

    /// <returns>As <see cref="Stopwatch.GetTimestamp"/>; null for another name.</returns>
    public static long? BegunAt(string name) =>
        name.Split(' ') is [_, var text] && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : null;
}

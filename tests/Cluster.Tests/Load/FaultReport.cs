using System.Globalization;
using System.IO;
using System.Text;

namespace Dots.Cluster.Tests.Load;

/// <summary>The figures of a run as a table.</summary>
internal sealed class FaultReport(string backplane)
{
    private readonly List<FaultFigures> _faults = [];

    public void Add(FaultFigures figures) => _faults.Add(figures);

    /// <summary>Writes it to <c>DOTS_CLUSTER_RESULTS</c>, a folder, or beside the tests.</summary>
    public async Task<string> WriteAsync(int events, int acknowledged, IReadOnlyList<Follower> readers, TimeSpan elapsed)
    {
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"# Faults, backplane {backplane}, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"{events} events, {acknowledged} of them acknowledged to their writers, in {elapsed.TotalSeconds:0} s; {readers.Count} readers over {readers.Sum(reader => reader.Connections)} connections; 0 lost, 0 repeated, 0 out of order.")
            .AppendLine()
            .AppendLine("| fault | writes go on after: median, worst | reads go on after: median, worst | slowest event | not acknowledged |")
            .AppendLine("| --- | --- | --- | --- | --- |");
        foreach (var fault in _faults.GroupBy(figures => figures.Fault))
        {
            var refusals = fault.SelectMany(figures => figures.Refusals).GroupBy(pair => pair.Key)
                .Select(answer => $"{answer.Sum(pair => pair.Value)} × {answer.Key}").Order(StringComparer.Ordinal).ToList();
            text.AppendLine(CultureInfo.InvariantCulture, $"| {fault.Key} | {Times(fault.SelectMany(figures => figures.Writing))} | {Times(fault.SelectMany(figures => figures.Reading))} | {Seconds(fault.Max(figures => figures.WorstDelay))} | {(refusals.Count == 0 ? "none" : string.Join(", ", refusals))} |");
        }

        var folder = Environment.GetEnvironmentVariable("DOTS_CLUSTER_RESULTS") ?? AppContext.BaseDirectory;
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, $"cluster-{backplane}.md");
        await File.WriteAllTextAsync(file, text.ToString());
        return file;
    }

    private static string Times(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return $"{Seconds(sorted[sorted.Count / 2])}, {Seconds(sorted[^1])}";
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds < 0.1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}

using System.Globalization;

namespace Dots.Bench.Load;

/// <summary>The table of results against their thresholds: medians over the repetitions, and medians of the ratios within each.</summary>
internal static class Report
{
    public const string Dots = "dots";
    public const string C = "climit";

    /// <summary>Dots before and after stalled streams join, on the same connections.</summary>
    private const string Stalled = "dots-stalled";

    private static readonly Row[] Rows =
    [
        new("1,000 readers, up to 8 in flight, deliveries/s", "1000/sat:8", "deliveries_per_s", "N0", Threshold.RatioToC(1.5, 2.5)),
        new("1,000 readers, one at a time, deliveries/s", "1000/sat:1", "deliveries_per_s", "N0", Threshold.RatioToC(0.45, 0.65)),
        new("p50 at 20 events/s to 1,000, ms", "1000/rate:20", "p50_ms", "F1", null),
        new("p99 at 20 events/s to 1,000, ms", "1000/rate:20", "p99_ms", "F1", Threshold.AtMostAboveC(12, 3)),
        new("CPU per delivery at that rate, µs", "1000/rate:20", "cpu_us_per_delivery", "F1", Threshold.AtMost(10.5, 8)),
        new("5,000 readers, up to 8 in flight, deliveries/s", "5000/sat:8", "deliveries_per_s", "N0", Threshold.RatioToC(1.5, 2.7)),
        new("10,000 readers, up to 8 in flight, deliveries/s", "10000/sat:8", "deliveries_per_s", "N0", Threshold.RatioToC(1.5, 2.7)),
        new("memory per stream at 5,000, idle, KiB", "5000/open", "kib_per_stream", "F1", Threshold.AtMost(14, 11)) { ComparesToC = false },
        new("memory per stream at 5,000, after load, KiB", "5000/sat:8", "kib_per_stream", "F1", Threshold.AtMost(18, 12)) { ComparesToC = false },
        new("streams opened per second, at 5,000", "5000/open", "streams_per_s", "N0", Threshold.AtLeast(8_000, 15_000)),
        new("10,000 idle streams: CPU for keep-alives every 15 s, % of a core", "10000/idle", "server_cpu_pct", "F2", Threshold.AtMost(2, 0.5))
        {
            ScaledBy = "keep_alive_s", ScaleUnit = 15,
        },
        new("5,000 streams each replaying 1,000 events, events/s in total", "5000/reconnect", "events_per_s", "N0", Threshold.AtLeast(1e6, 3e6)),
        new("— peak resident memory of the server, MiB", "5000/reconnect", "peak_rss_mib", "N0", null),
        new("— socket memory in the kernel, both ends, MiB", "5000/reconnect", "tcp_mib", "N0", null),
        new("— live events delivered meanwhile, %", "5000/reconnect", "live_delivered_pct", "F1", Threshold.AtLeast(100, 100)),
        new("— p99 of these, ms", "5000/reconnect", "live_p99_ms", "F0", null),
        new("durable commits per second, 64 writers", "1/commits", "answers_per_s", "N0", Threshold.AtLeast(1_000, 3_000)),
        new("— p99 of a commit's response time, ms", "1/commits", "answer_p99_ms", "F0", null),
        new("1,000 readers beside 1,000 stalled ones, rate relative to alone", "1000/sat:8+stalled", "deliveries_per_s", "F2", Threshold.AtLeast(0.8, 0.95))
        {
            Target = Stalled, DividedBy = "1000/sat:8",
        },
        new("— memory of the server, MiB", "1000/sat:8+stalled", "memory_mib", "N0", null) { Target = Stalled },
        new("— socket memory in the kernel, both ends, MiB", "1000/sat:8+stalled", "tcp_mib", "N0", null) { Target = Stalled },
    ];

    /// <param name="file">The results of all runs.</param>
    /// <param name="notes">Lines to print below the table.</param>
    /// <param name="output">Receives Markdown.</param>
    public static void Write(string file, IEnumerable<string> notes, System.IO.TextWriter output)
    {
        var results = ResultTable.Read(file);
        output.WriteLine("| measure | Dots | required | goal | Dots : C | C limit | nginx + nchan | naive ASP.NET Core | |");
        output.WriteLine("| --- | --: | --: | --: | --: | --: | --: | --: | --- |");
        foreach (var row in Rows)
        {
            WriteRow(row, results, output);
        }

        output.WriteLine();
        WriteCoreLatencies(results, output);
        WriteCrossCheck(results, output);
        var wrong = results.Sum("lost") + results.Sum("repeated");
        output.WriteLine($"- Medians of {results.Repetitions} repetition(s); ratios are medians of the ratios within each repetition, over the repetitions with the same core placement for both.");
        var others = results.Largest("others_cpu_pct");
        output.WriteLine($"- Other processes used up to {others:F0} % of a core during a phase; above 25 % the results are not meaningful.");
        output.WriteLine(wrong == 0
            ? "- No event was lost, repeated or out of order in any phase, for any server."
            : $"- WRONG: {results.Sum("lost")} deliveries lost, {results.Sum("repeated")} repeated, in total.");
        if (results.Sum("publish_errors") is > 0 and var refused)
        {
            output.WriteLine($"- WRONG: {refused} publish requests failed.");
        }

        foreach (var note in notes)
        {
            output.WriteLine($"- {note}");
        }
    }

    private static void WriteRow(Row row, ResultTable results, System.IO.TextWriter output)
    {
        var own = row.Of(results, row.Target);
        var c = row.Of(results, C);
        var (nginx, naive) = (row.Of(results, "nginx"), row.Of(results, "naive"));
        if ((own ?? c ?? nginx ?? naive) is null)
        {
            return;
        }

        var ratio = row.RatioToC(results);
        var verdict = own is null || row.Threshold is null ? "" : row.Threshold.Evaluate(own.Value, ratio, c);
        string[] cells =
        [
            row.Name, Format(own, row.Format), row.Threshold?.RequiredText ?? "", row.Threshold?.GoalText ?? "", Format(ratio, "F2"), Format(c, row.Format),
            Format(nginx, row.Format), Format(naive, row.Format), verdict,
        ];
        output.WriteLine($"| {string.Join(" | ", cells)} |");
    }

    private static void WriteCoreLatencies(ResultTable results, System.IO.TextWriter output)
    {
        foreach (var row in Rows.Where(row => row.Measure == "deliveries_per_s" && row.Target == Dots))
        {
            var ratios = results.Ratios(Dots, C, row.Scenario, row.Measure).Where(ratio => double.IsFinite(ratio.Value)).ToList();
            if (ratios.Any(ratio => double.IsFinite(ratio.CoreLatency)))
            {
                var each = ratios.Select(ratio => ratio.IsComparable
                    ? $"{Format(ratio.Value, "F2")} at an inter-core latency of {Format(ratio.CoreLatency, "F0")} ns"
                    : $"{Format(ratio.Value, "F2")} with different core placements");
                output.WriteLine($"- {row.Scenario}, Dots : C in each repetition: {string.Join(", ", each)}.");
            }
        }
    }

    private static void WriteCrossCheck(ResultTable results, System.IO.TextWriter output)
    {
        foreach (var scenario in new[] { "1000/sat:8", "1000/sat:1" })
        {
            if (results.Ratio($"{Dots}-fanload", $"{C}-fanload", scenario, "deliveries_per_s") is { } theirs
                && results.Ratio(Dots, C, scenario, "deliveries_per_s") is { } ours)
            {
                output.WriteLine($"- Cross-check, {scenario}: Dots : C is {theirs:F2} by fanload, {ours:F2} by our own load client.");
            }
        }
    }

    private static string Format(double? value, string format) =>
        value is { } number && !double.IsNaN(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "–";

    private sealed record Row(string Name, string Scenario, string Measure, string Format, Threshold? Threshold)
    {
        public string Target { get; init; } = Dots;

        /// <summary>False where a ratio to C says nothing, such as for memory, of which it uses next to none.</summary>
        public bool ComparesToC { get; init; } = true;

        /// <summary>A scenario: the value is the ratio to its measure of the same name.</summary>
        public string? DividedBy { get; init; }

        /// <summary>A measure to which the value is proportional; the table shows it scaled to <see cref="ScaleUnit"/>.</summary>
        public string? ScaledBy { get; init; }

        public double ScaleUnit { get; init; } = 1;

        public double? Of(ResultTable results, string target) => results.Median(target, values =>
            values.Get(Scenario, Measure)
            / (DividedBy is null ? 1 : values.Get(DividedBy, Measure))
            * (ScaledBy is null ? 1 : values.Get(Scenario, ScaledBy) / ScaleUnit));

        public double? RatioToC(ResultTable results) =>
            ComparesToC ? results.Ratio(Dots, C, Scenario, Measure) : null;
    }
}

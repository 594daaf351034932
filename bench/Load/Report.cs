using System.Globalization;

namespace Dots.Bench.Load;

/// <summary>The table of bars, from the results of all runs: medians of the repetitions, and of their ratios.</summary>
internal static class Report
{
    public const string Dots = "dots";
    public const string C = "climit";

    /// <summary>Dots without and with streams that never read, on the same connections.</summary>
    private const string Stalled = "dots-stalled";

    private static readonly Row[] Rows =
    [
        new("1,000 readers, up to 8 in flight, deliveries/s", "1000/sat:8", "deliveries_per_s", "N0", Bar.OfC(1.5, 2.5)),
        new("1,000 readers, one at a time, deliveries/s", "1000/sat:1", "deliveries_per_s", "N0", Bar.OfC(0.45, 0.65)),
        new("p50 at 20 events/s to 1,000, ms", "1000/rate:20", "p50_ms", "F1", null),
        new("p99 at 20 events/s to 1,000, ms", "1000/rate:20", "p99_ms", "F1", Bar.AtMostAboveC(12, 3)),
        new("CPU a delivery at that rate, µs", "1000/rate:20", "cpu_us_per_delivery", "F1", Bar.AtMost(10.5, 8)),
        new("5,000 readers, up to 8 in flight, deliveries/s", "5000/sat:8", "deliveries_per_s", "N0", Bar.OfC(1.5, 2.7)),
        new("10,000 readers, up to 8 in flight, deliveries/s", "10000/sat:8", "deliveries_per_s", "N0", Bar.OfC(1.5, 2.7)),
        new("memory a stream at 5,000, idle, KiB", "5000/open", "kib_per_stream", "F1", Bar.AtMost(14, 11)) { ComparesToC = false },
        new("memory a stream at 5,000, after load, KiB", "5000/sat:8", "kib_per_stream", "F1", Bar.AtMost(18, 12)) { ComparesToC = false },
        new("streams opened a second, at 5,000", "5000/open", "streams_per_s", "N0", Bar.AtLeast(8_000, 15_000)),
        new("10,000 idle streams: CPU for keep-alives every 15 s, % of a core", "10000/idle", "server_cpu_pct", "F2", Bar.AtMost(2, 0.5))
        {
            ScaledBy = "keep_alive_s", ScaleUnit = 15,
        },
        new("5,000 streams each replaying 1,000 events, events/s in all", "5000/reconnect", "events_per_s", "N0", Bar.AtLeast(1e6, 3e6)),
        new("— peak resident memory of the server, MiB", "5000/reconnect", "peak_rss_mib", "N0", null),
        new("— socket memory in the kernel, both ends, MiB", "5000/reconnect", "tcp_mib", "N0", null),
        new("— live events delivered meanwhile, %", "5000/reconnect", "live_delivered_pct", "F1", Bar.AtLeast(100, 100)),
        new("— p99 of these, ms", "5000/reconnect", "live_p99_ms", "F0", null),
        new("durable commits a second, 64 writers", "1/commits", "answers_per_s", "N0", Bar.AtLeast(1_000, 3_000)),
        new("— p99 of a commit's answer, ms", "1/commits", "answer_p99_ms", "F0", null),
        new("1,000 beside 1,000 that never read, rate, of alone", "1000/sat:8+stalled", "deliveries_per_s", "F2", Bar.AtLeast(0.8, 0.95))
        {
            Target = Stalled, DividedBy = "1000/sat:8",
        },
        new("— memory of the server, MiB", "1000/sat:8+stalled", "memory_mib", "N0", null) { Target = Stalled },
        new("— socket memory in the kernel, both ends, MiB", "1000/sat:8+stalled", "tcp_mib", "N0", null) { Target = Stalled },
    ];

    /// <param name="file">What the runs have appended to.</param>
    /// <param name="notes">Printed below the table.</param>
    /// <param name="output">Gets the table, as Markdown.</param>
    public static void Write(string file, IEnumerable<string> notes, System.IO.TextWriter output)
    {
        var results = ResultTable.Read(file);
        output.WriteLine("| measure | Dots | bar | aim | Dots : C | C limit | nginx + nchan | naive ASP.NET Core | |");
        output.WriteLine("| --- | --: | --: | --: | --: | --: | --: | --: | --- |");
        foreach (var row in Rows)
        {
            WriteRow(row, results, output);
        }

        output.WriteLine();
        WriteDistances(results, output);
        WriteCrossCheck(results, output);
        var wrong = results.Sum("lost") + results.Sum("repeated");
        output.WriteLine($"- Medians of {results.Repetitions} repetition(s); ratios are medians of each repetition's ratio, of those in which the cores stayed where they were.");
        var others = results.Largest("others_cpu_pct");
        output.WriteLine($"- Other processes took up to {others:F0} % of a core during a phase; above 25 the numbers mean little.");
        output.WriteLine(wrong == 0
            ? "- Nothing was lost, repeated or out of order in any phase, for any server."
            : $"- WRONG: {results.Sum("lost")} deliveries lost, {results.Sum("repeated")} repeated, in all.");
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
        var verdict = own is null || row.Bar is null ? "" : row.Bar.Judge(own.Value, ratio, c);
        string[] cells =
        [
            row.Name, Format(own, row.Format), row.Bar?.BarText ?? "", row.Bar?.AimText ?? "", Format(ratio, "F2"), Format(c, row.Format),
            Format(nginx, row.Format), Format(naive, row.Format), verdict,
        ];
        output.WriteLine($"| {string.Join(" | ", cells)} |");
    }

    private static void WriteDistances(ResultTable results, System.IO.TextWriter output)
    {
        foreach (var row in Rows.Where(row => row.Measure == "deliveries_per_s" && row.Target == Dots))
        {
            var ratios = results.Ratios(Dots, C, row.Scenario, row.Measure).Where(ratio => double.IsFinite(ratio.Value)).ToList();
            if (ratios.Any(ratio => double.IsFinite(ratio.Distance)))
            {
                var each = ratios.Select(ratio => ratio.IsComparable
                    ? $"{Format(ratio.Value, "F2")} with cores {Format(ratio.Distance, "F0")} ns apart"
                    : $"{Format(ratio.Value, "F2")} with cores that were moved");
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

    private sealed record Row(string Name, string Scenario, string Measure, string Format, Bar? Bar)
    {
        public string Target { get; init; } = Dots;

        /// <summary>Whether to compare with C: its memory, for one, is none to speak of.</summary>
        public bool ComparesToC { get; init; } = true;

        /// <summary>The value is a ratio to the same measure of this scenario.</summary>
        public string? DividedBy { get; init; }

        /// <summary>A measure that the value is proportional to, and what it would be in the table.</summary>
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

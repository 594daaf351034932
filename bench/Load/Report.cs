using System.Globalization;

namespace Dots.Bench.Load;

/// <summary>The table of bars, from the results of all runs: medians of the repetitions, and of their ratios.</summary>
internal static class Report
{
    private const string Dots = "dots";
    private const string C = "climit";

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
        new("memory a stream at 5,000, idle, KiB", "5000/open", "kib_per_stream", "F1", Bar.AtMost(14, 11)),
        new("memory a stream at 5,000, after load, KiB", "5000/sat:8", "kib_per_stream", "F1", Bar.AtMost(18, 12)),
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
        new("1,000 that never read beside 1,000: the good ones' rate, of alone", "1000/sat:8+stalled", "deliveries_per_s", "F2", Bar.AtLeast(0.8, 0.95))
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
        var results = Table.Read(file);
        output.WriteLine("| measure | Dots | bar | aim | Dots : C | C limit | nginx + nchan | naive ASP.NET Core | |");
        output.WriteLine("| --- | --: | --: | --: | --: | --: | --: | --: | --- |");
        foreach (var row in Rows)
        {
            WriteRow(row, results, output);
        }

        output.WriteLine();
        WriteCrossCheck(results, output);
        var wrong = results.Sum("lost") + results.Sum("repeated");
        output.WriteLine($"- Medians of {results.Repetitions} repetition(s); ratios are medians of each repetition's ratio.");
        output.WriteLine($"- Other processes took up to {results.Largest("others_cpu_pct"):F0} % of a core during a phase; above 25 the numbers mean little.");
        output.WriteLine(wrong == 0
            ? "- Nothing was lost, repeated or out of order in any phase, for any server."
            : string.Create(CultureInfo.InvariantCulture, $"- WRONG: {results.Sum("lost")} deliveries lost, {results.Sum("repeated")} repeated, in all."));
        if (results.Sum("publish_errors") is > 0 and var refused)
        {
            output.WriteLine($"- WRONG: {refused} publish requests failed.");
        }

        foreach (var note in notes)
        {
            output.WriteLine($"- {note}");
        }
    }

    private static void WriteRow(Row row, Table results, System.IO.TextWriter output)
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

    private static void WriteCrossCheck(Table results, System.IO.TextWriter output)
    {
        foreach (var scenario in new[] { "1000/sat:8", "1000/sat:1" })
        {
            if (results.Ratio($"{Dots}-fanload", $"{C}-fanload", scenario, "deliveries_per_s") is { } theirs
                && results.Ratio(Dots, C, scenario, "deliveries_per_s") is { } ours)
            {
                output.WriteLine($"- Cross-check, {scenario}: Dots : C is {theirs:F2} by fanload, {ours:F2} by this project's load client.");
            }
        }
    }

    private static string Format(double? value, string format) =>
        value is { } number && !double.IsNaN(number) ? number.ToString(format, CultureInfo.InvariantCulture) : "–";

    private sealed record Row(string Name, string Scenario, string Measure, string Format, Bar? Bar)
    {
        public string Target { get; init; } = Dots;

        /// <summary>The value is a ratio to the same measure of this scenario.</summary>
        public string? DividedBy { get; init; }

        /// <summary>A measure that the value is proportional to, and what it would be in the table.</summary>
        public string? ScaledBy { get; init; }

        public double ScaleUnit { get; init; } = 1;

        public double? Of(Table results, string target) => results.Median(target, values =>
            values.Get(Scenario, Measure)
            / (DividedBy is null ? 1 : values.Get(DividedBy, Measure))
            * (ScaledBy is null ? 1 : values.Get(Scenario, ScaledBy) / ScaleUnit));

        public double? RatioToC(Table results) =>
            Target == Dots && DividedBy is null ? results.Ratio(Dots, C, Scenario, Measure) : null;
    }

    /// <summary>What is asked for, and what is hoped for.</summary>
    private sealed record Bar(string BarText, string AimText, Func<double, double?, double?, (bool Met, bool Reached)?> Check)
    {
        public static Bar OfC(double bar, double aim) =>
            new(Text("≥ ", bar, " of C"), Text("≥ ", aim, " of C"), (_, ratio, _) => ratio is { } r ? (r >= bar, r >= aim) : null);

        public static Bar AtLeast(double bar, double aim) =>
            new(Text("≥ ", bar, ""), Text("≥ ", aim, ""), (value, _, _) => (value >= bar, value >= aim));

        public static Bar AtMost(double bar, double aim) =>
            new(Text("≤ ", bar, ""), Text("≤ ", aim, ""), (value, _, _) => (value <= bar, value <= aim));

        public static Bar AtMostAboveC(double bar, double aboveC) =>
            new(Text("≤ ", bar, ""), Text("≤ C + ", aboveC, ""), (value, _, c) => (value <= bar, c is { } limit && value <= limit + aboveC));

        public string Judge(double value, double? ratio, double? c) => Check(value, ratio, c) switch
        {
            null => "",
            (_, true) => "aim reached",
            (true, _) => "met",
            _ => "**missed**",
        };

        private static string Text(string relation, double value, string unit) =>
            string.Create(CultureInfo.InvariantCulture, $"{relation}{value:#,0.##}{unit}");
    }

    /// <summary>The values of one repetition at one server.</summary>
    private sealed class Values
    {
        private readonly Dictionary<(string Scenario, string Measure), double> _values = [];

        public IEnumerable<KeyValuePair<(string Scenario, string Measure), double>> All => _values;

        public void Set(string scenario, string measure, double value) => _values[(scenario, measure)] = value;

        /// <summary>NaN when it was not measured.</summary>
        public double Get(string scenario, string measure) => _values.GetValueOrDefault((scenario, measure), double.NaN);
    }

    private sealed class Table
    {
        private readonly Dictionary<(string Target, string Repetition), Values> _runs = [];

        public int Repetitions => _runs.Keys.Select(key => key.Repetition).Distinct().Count();

        public static Table Read(string file)
        {
            var table = new Table();
            foreach (var fields in System.IO.File.ReadLines(file).Select(line => line.Split('\t')))
            {
                var key = (fields[0], fields[1]);
                if (!table._runs.TryGetValue(key, out var values))
                {
                    table._runs.Add(key, values = new Values());
                }

                values.Set(fields[2], fields[3], double.Parse(fields[4], CultureInfo.InvariantCulture));
            }

            return table;
        }

        public double? Median(string target, Func<Values, double> choose) =>
            MedianOf(_runs.Where(run => run.Key.Target == target).Select(run => choose(run.Value)));

        public double? Ratio(string target, string other, string scenario, string measure) =>
            MedianOf(_runs.Where(run => run.Key.Target == target).Select(run =>
                _runs.TryGetValue((other, run.Key.Repetition), out var values)
                    ? run.Value.Get(scenario, measure) / values.Get(scenario, measure)
                    : double.NaN));

        public double Sum(string measure) =>
            _runs.Values.SelectMany(values => values.All).Where(value => value.Key.Measure == measure && value.Key.Scenario != "all").Sum(value => value.Value)
            + (measure == "publish_errors" ? _runs.Values.Select(values => values.Get("all", measure)).Where(double.IsFinite).Sum() : 0);

        public double Largest(string measure) =>
            _runs.Values.SelectMany(values => values.All).Where(value => value.Key.Measure == measure).Select(value => value.Value)
                .DefaultIfEmpty(double.NaN).Max();

        private static double? MedianOf(IEnumerable<double> values)
        {
            var sorted = values.Where(double.IsFinite).Order().ToArray();
            return sorted.Length == 0 ? null : sorted[(sorted.Length - 1) / 2];
        }
    }
}

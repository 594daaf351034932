using System.Globalization;

namespace Dots.Bench.Load;

/// <summary>All results, by server and repetition.</summary>
internal sealed class ResultTable
{
    private readonly Dictionary<(string Target, string Repetition), ResultValues> _runs = [];

    public int Repetitions => _runs.Keys.Select(key => key.Repetition).Distinct().Count();

    public static ResultTable Read(string file)
    {
        var table = new ResultTable();
        foreach (var fields in System.IO.File.ReadLines(file).Select(line => line.Split('\t')))
        {
            var key = (fields[0], fields[1]);
            if (!table._runs.TryGetValue(key, out var values))
            {
                table._runs.Add(key, values = new ResultValues());
            }

            values.Set(fields[2], fields[3], double.Parse(fields[4], CultureInfo.InvariantCulture));
        }

        return table;
    }

    public double? Median(string target, Func<ResultValues, double> choose) =>
        MedianOf(_runs.Where(run => run.Key.Target == target).Select(run => choose(run.Value)));

    /// <summary>
    /// The median of the ratios within each repetition: of those with the same core placement for both servers, if there are any.
    /// </summary>
    public double? Ratio(string target, string other, string scenario, string measure)
    {
        var ratios = Ratios(target, other, scenario, measure);
        var comparable = ratios.Where(ratio => ratio.IsComparable).ToList();
        return MedianOf((comparable.Count > 0 ? comparable : ratios).Select(ratio => ratio.Value));
    }

    /// <summary>The ratios within each repetition, with the inter-core latency in nanoseconds if it was the same for both.</summary>
    public IReadOnlyList<(double Value, bool IsComparable, double CoreLatency)> Ratios(
        string target, string other, string scenario, string measure) =>
    [
        .. _runs.Where(run => run.Key.Target == target && _runs.ContainsKey((other, run.Key.Repetition))).Select(run =>
        {
            var others = _runs[(other, run.Key.Repetition)];
            var (own, their) = (run.Value.Get(scenario, CoreLatency.MeasureName), others.Get(scenario, CoreLatency.MeasureName));
            return (
                run.Value.Get(scenario, measure) / others.Get(scenario, measure),
                (double.IsNaN(own) && double.IsNaN(their)) || CoreLatency.AreComparable(own, their),
                (own + their) / 2);
        }),
    ];

    /// <summary>Whether the core placement was the same for both servers in all scenarios that were measured for both.</summary>
    public bool AreComparable(string target, string other, string repetition, string scenarios) =>
        !_runs.TryGetValue((target, repetition), out var own) || !_runs.TryGetValue((other, repetition), out var their)
        || own.All
            .Where(value => value.Key.Measure == CoreLatency.MeasureName
                && value.Key.Scenario.StartsWith(scenarios, StringComparison.Ordinal)
                && double.IsFinite(their.Get(value.Key.Scenario, CoreLatency.MeasureName)))
            .All(value => CoreLatency.AreComparable(value.Value, their.Get(value.Key.Scenario, CoreLatency.MeasureName)));

    /// <summary>The sum over whole runs, including warm-ups.</summary>
    public double Sum(string measure) => _runs.Values.Select(values => values.Get(ResultValues.WholeRun, measure)).Where(double.IsFinite).Sum();

    public double Largest(string measure) =>
        _runs.Values.SelectMany(values => values.All).Where(value => value.Key.Measure == measure).Select(value => value.Value)
            .DefaultIfEmpty(double.NaN).Max();

    private static double? MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        return sorted.Length == 0 ? null : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

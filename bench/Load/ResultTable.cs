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

    public double? Ratio(string target, string other, string scenario, string measure) =>
        MedianOf(_runs.Where(run => run.Key.Target == target).Select(run =>
            _runs.TryGetValue((other, run.Key.Repetition), out var values)
                ? run.Value.Get(scenario, measure) / values.Get(scenario, measure)
                : double.NaN));

    /// <summary>Over whole runs, warm-ups included.</summary>
    public double Sum(string measure) => _runs.Values.Select(values => values.Get("all", measure)).Where(double.IsFinite).Sum();

    public double Largest(string measure) =>
        _runs.Values.SelectMany(values => values.All).Where(value => value.Key.Measure == measure).Select(value => value.Value)
            .DefaultIfEmpty(double.NaN).Max();

    private static double? MedianOf(IEnumerable<double> values)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        return sorted.Length == 0 ? null : sorted[(sorted.Length - 1) / 2];
    }
}

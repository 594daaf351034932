namespace Dots.Bench.Load;

/// <summary>The values of one server in one repetition.</summary>
internal sealed class ResultValues
{
    /// <summary>The scenario of values that are counted over a whole run, including warm-ups.</summary>
    public const string WholeRun = "all";

    private readonly Dictionary<(string Scenario, string Measure), double> _values = [];

    public IEnumerable<KeyValuePair<(string Scenario, string Measure), double>> All => _values;

    /// <summary>A repeated measurement replaces the earlier value, but whole-run values (losses, errors) accumulate.</summary>
    public void Set(string scenario, string measure, double value) =>
        _values[(scenario, measure)] = scenario == WholeRun ? _values.GetValueOrDefault((scenario, measure)) + value : value;

    /// <summary>NaN if it was not measured.</summary>
    public double Get(string scenario, string measure) => _values.GetValueOrDefault((scenario, measure), double.NaN);
}

namespace Dots.Bench.Load;

/// <summary>The values of one repetition at one server.</summary>
internal sealed class ResultValues
{
    /// <summary>The scenario of what is counted over a whole run, warm-ups included.</summary>
    public const string WholeRun = "all";

    private readonly Dictionary<(string Scenario, string Measure), double> _values = [];

    public IEnumerable<KeyValuePair<(string Scenario, string Measure), double>> All => _values;

    /// <summary>What is measured again takes the place of what was; what went wrong is never forgotten.</summary>
    public void Set(string scenario, string measure, double value) =>
        _values[(scenario, measure)] = scenario == WholeRun ? _values.GetValueOrDefault((scenario, measure)) + value : value;

    /// <summary>NaN when it was not measured.</summary>
    public double Get(string scenario, string measure) => _values.GetValueOrDefault((scenario, measure), double.NaN);
}

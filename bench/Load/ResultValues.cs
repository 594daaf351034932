namespace Dots.Bench.Load;

/// <summary>The values of one repetition at one server.</summary>
internal sealed class ResultValues
{
    private readonly Dictionary<(string Scenario, string Measure), double> _values = [];

    public IEnumerable<KeyValuePair<(string Scenario, string Measure), double>> All => _values;

    public void Set(string scenario, string measure, double value) => _values[(scenario, measure)] = value;

    /// <summary>NaN when it was not measured.</summary>
    public double Get(string scenario, string measure) => _values.GetValueOrDefault((scenario, measure), double.NaN);
}

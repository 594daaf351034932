using System.Globalization;
using System.Text;

namespace Dots.Web.Operations;

/// <summary>Writes metrics in the text format 0.0.4 of Prometheus (prometheus.io/docs/instrumenting/exposition_formats).</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    public PrometheusText Counter(string name, string help, double value) => Head(name, help, "counter").Sample(name, value);

    public PrometheusText Gauge(string name, string help, double value) => Head(name, help, "gauge").Sample(name, value);

    /// <summary>One line for each set of labels. Label values are the product's own words and need no escaping.</summary>
    public PrometheusText Labelled(
        string name, string help, string type, IEnumerable<((string Name, string Value)[] Labels, double Value)> samples)
    {
        Head(name, help, type);
        foreach (var (labels, value) in samples)
        {
            Sample(name, value, labels);
        }

        return this;
    }

    /// <param name="name">The metric.</param>
    /// <param name="help">One line.</param>
    /// <param name="bounds">Upper bounds of the buckets; one without bound follows.</param>
    /// <param name="counts">One more than there are bounds; not cumulative.</param>
    /// <param name="sum">Of all observations.</param>
    public PrometheusText Histogram(string name, string help, IReadOnlyList<double> bounds, IReadOnlyList<long> counts, double sum)
    {
        Head(name, help, "histogram");
        long cumulative = 0;
        for (var i = 0; i < counts.Count; i++)
        {
            cumulative += counts[i];
            Sample($"{name}_bucket", cumulative, ("le", i < bounds.Count ? Number(bounds[i]) : "+Inf"));
        }

        return Sample($"{name}_sum", sum).Sample($"{name}_count", cumulative);
    }

    public override string ToString() => _text.ToString();

    private PrometheusText Head(string name, string help, string type)
    {
        _text.Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        return this;
    }

    private PrometheusText Sample(string name, double value, params (string Name, string Value)[] labels)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append('{').AppendJoin(',', labels.Select(label => $"{label.Name}=\"{label.Value}\"")).Append('}');
        }

        _text.Append(' ').Append(Number(value)).Append('\n');
        return this;
    }

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text;

namespace Dots.Web.Operations;

/// <summary>Writes metrics in Prometheus' text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    public PrometheusText Counter(string name, string help, double value) => Head(name, help, "counter").Sample(name, value);

    public PrometheusText Gauge(string name, string help, double value) => Head(name, help, "gauge").Sample(name, value);

    /// <summary>Writes one line for each set of labels. Label values are not escaped; none of them needs it.</summary>
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

    /// <param name="name">The metric's name.</param>
    /// <param name="help">A description of one line.</param>
    /// <param name="bounds">The upper bounds of the buckets, except the last, which is unbounded.</param>
    /// <param name="counts">The observations in each bucket, not cumulative; one element more than <paramref name="bounds"/>.</param>
    /// <param name="sum">The sum of all observations.</param>
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

using System.Globalization;

namespace Dots.Bench.Load;

/// <summary>
/// Writes one tab-separated line per value: target, repetition, scenario, measure, value. Appends to the file, so that one table can cover
/// many runs.
/// </summary>
internal sealed class Results(LoadOptions options)
{
    public void Add(string scenario, string measure, double value)
    {
        var number = value.ToString("0.####", CultureInfo.InvariantCulture);
        var line = string.Join('\t', options.Target, options.Repetition, scenario, measure, number);
        Console.WriteLine($"  {line.Replace('\t', ' ')}");
        if (options.Out is { } file)
        {
            System.IO.File.AppendAllText(file, line + "\n");
        }
    }
}

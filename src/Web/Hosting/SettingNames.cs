namespace Dots.Web.Hosting;

/// <summary>
/// The names of all settings, to find those that are written wrongly. Not thread-safe.
/// </summary>
/// <remarks>
/// A section that has settings here is the application's own, and what else stands in it is a mistake. Other sections may be anybody's:
/// the framework's, or made of environment variables of other programs. They are a mistake only where both of their names are nearly those
/// of a setting.
/// </remarks>
internal sealed class SettingNames
{
    // Letters to change, to add, or to leave out. More are another word.
    private const int Near = 2;

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _lists = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string name) => _names.Add(name);

    /// <summary>A setting that may also have its values one by one, <c>Admins:0</c>, <c>Admins:1</c>.</summary>
    public void AddList(string name)
    {
        _names.Add(name);
        _lists.Add(name);
    }

    /// <exception cref="SettingException">There is a setting that does not exist.</exception>
    public void Check(IConfiguration configuration)
    {
        foreach (var (name, value) in configuration.AsEnumerable())
        {
            // Sections have no value.
            if (value is null || _names.Contains(name) || IsListed(name) || name.IndexOf(':', StringComparison.Ordinal) is var colon && colon < 0)
            {
                continue;
            }

            var siblings = InSection(name[..colon]);
            if (siblings.Count > 0 || NearestTo(name) is not null)
            {
                throw new SettingException(name, "does not exist" + (NearestTo(name) is { } meant
                    ? $"; perhaps {meant} is meant"
                    : $"; there are {string.Join(", ", siblings)}"));
            }
        }
    }

    private bool IsListed(string name) => name.LastIndexOf(':') is > 0 and var last
        && _lists.Contains(name[..last]) && name.AsSpan(last + 1).ContainsAnyExceptInRange('0', '9') is false;

    private List<string> InSection(string section) =>
        [.. _names.Where(name => name.StartsWith($"{section}:", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];

    private string? NearestTo(string name) => _names
        .Where(known => known.Count(letter => letter == ':') == name.Count(letter => letter == ':')
            && known.Split(':').Zip(name.Split(':')).All(part => Distance(part.First, part.Second) <= Near))
        .MinBy(known => Distance(known, name));

    /// <summary>How many letters there are to change, add or leave out (Levenshtein), in any letter case.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var change = diagonal + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[other.Length];
    }
}

namespace Dots.Web.Hosting.Settings;

/// <summary>
/// The names of all settings, to find misspelt ones. Not thread-safe.
/// </summary>
/// <remarks>
/// A section that has settings here belongs to this application, so any other name in it is a mistake. Other sections may belong to the
/// framework, or consist of other programs' environment variables. A name in one of them is a mistake only where all its parts are nearly
/// those of a setting. The binder's <see cref="BinderOptions.ErrorOnUnknownConfiguration"/> does not serve here: it suggests no name, misses
/// misspelt sections, and is of no use where two options classes share a section.
/// </remarks>
internal sealed class SettingNames
{
    // In edits of one letter. A name further away is another word.
    private const int MaxDistance = 2;

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _lists = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<string> All => _names;

    public void Add(string name) => _names.Add(name);

    /// <summary>Adds a setting whose values may also be given one by one, as <c>Admins:0</c>, <c>Admins:1</c>.</summary>
    public void AddList(string name)
    {
        _names.Add(name);
        _lists.Add(name);
    }

    /// <exception cref="SettingException">The configuration has a value for a setting that does not exist.</exception>
    public void Check(IConfiguration configuration)
    {
        foreach (var (name, value) in configuration.AsEnumerable())
        {
            // Sections have no value.
            if (value is null || _names.Contains(name) || RenamedSettings.IsOld(name) || IsListed(name) || name.IndexOf(':', StringComparison.Ordinal) is var colon && colon < 0)
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
            && known.Split(':').Zip(name.Split(':')).All(part => Distance(part.First, part.Second) <= MaxDistance))
        .MinBy(known => Distance(known, name));

    /// <summary>The Levenshtein distance, ignoring letter case.</summary>
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

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace Dots.Cluster.Tests.Deploy;

/// <summary>A configuration that records the keys that are read.</summary>
internal sealed class RecordedConfiguration(IReadOnlyDictionary<string, string> values) : IConfiguration
{
    private readonly IConfiguration _values = new ConfigurationBuilder().AddInMemoryCollection(values!).Build();

    public SortedSet<string> ReadKeys { get; } = new(StringComparer.Ordinal);

    public string? this[string key]
    {
        get
        {
            ReadKeys.Add(key);
            return _values[key];
        }

        set => throw new NotSupportedException();
    }

    public IConfigurationSection GetSection(string key)
    {
        ReadKeys.Add(key);
        return _values.GetSection(key);
    }

    public IEnumerable<IConfigurationSection> GetChildren() => _values.GetChildren();

    public IChangeToken GetReloadToken() => _values.GetReloadToken();
}

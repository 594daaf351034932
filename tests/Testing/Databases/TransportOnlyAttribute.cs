using Xunit.v3;

namespace Dots.Testing.Databases;

/// <summary>A class of tests about connections and bytes, to which the kind of database makes no difference; it is run once, on SQLite.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TransportOnlyAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Database", "Sqlite")];
}

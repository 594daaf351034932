using Xunit.v3;

namespace Dots.Testing.Databases;

/// <summary>A test, or a class of them, that is about SQLite, whatever the other tests run on; it is run once.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class SqliteOnlyAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Database", "Sqlite")];
}

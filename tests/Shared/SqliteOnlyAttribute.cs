using Xunit.v3;

namespace Dots.Tests.Shared;

/// <summary>A test, or a class of them, that is about SQLite, whatever the other tests run on; it is run once.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
internal sealed class SqliteOnlyAttribute : Attribute, ITraitAttribute
{
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Database", "Sqlite")];
}

using System.Runtime.CompilerServices;
using Xunit.v3;

namespace Dots.Testing.Databases;

/// <summary>
/// A test that is about PostgreSQL, whatever the other tests run on, and skipped where it is not installed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute, ITraitAttribute
{
    public PostgresFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = PostgresServer.NotInstalled;
        SkipType = typeof(PostgresServer);
        SkipUnless = nameof(PostgresServer.IsInstalled);
    }

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Database", "Postgres")];
}

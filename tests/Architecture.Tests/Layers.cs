using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace Dots.Architecture.Tests;

/// <summary>The product's assemblies, each found by a type that could not be in another.</summary>
internal static class Layers
{
    public static readonly Assembly Domain = typeof(Domain.Boards.Board).Assembly;
    public static readonly Assembly Application = typeof(Application.Common.IDotsDbContext).Assembly;
    public static readonly Assembly Infrastructure = typeof(Infrastructure.Data.DotsDbContext).Assembly;
    public static readonly Assembly Web = typeof(Web.Hosting.DotsServer).Assembly;

    /// <summary>All types and their dependencies, those of method bodies included.</summary>
    public static readonly ArchUnitNET.Domain.Architecture Architecture = new ArchLoader().LoadAssemblies([.. All]).Build();

    public static IEnumerable<Assembly> All => [Domain, Application, Infrastructure, Web];

    public static IReadOnlyList<string> ReferencesOf(Assembly assembly) =>
        [.. assembly.GetReferencedAssemblies().Select(reference => reference.Name!)];
}

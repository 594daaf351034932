using System.IO;

namespace Dots.Cluster.Tests.Deploy;

/// <summary>The repository's deploy folder.</summary>
internal static class DeployFolder
{
    public static string Name { get; } = Path.Combine(Root(), "deploy");

    public static string PathOf(string file) => Path.Combine(Name, file);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dots.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}

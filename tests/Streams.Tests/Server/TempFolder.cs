using System.IO;

namespace Dots.Streams.Tests.Server;

/// <summary>A folder of one test, gone when it is disposed.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Name { get; } = Directory.CreateTempSubdirectory("dots-streams-").FullName;

    public string Database => Path.Combine(Name, "dots.db");

    public string ConnectionString => $"Data Source={Database}";

    public void Dispose()
    {
        try
        {
            Directory.Delete(Name, recursive: true);
        }
        catch (IOException)
        {
            // A process that is just ending may still write there; the system empties its folder for temporary files.
        }
    }
}

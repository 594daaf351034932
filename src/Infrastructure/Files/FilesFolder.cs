using System.IO;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Path = System.IO.Path;

namespace Dots.Infrastructure.Files;

/// <summary>Whether uploads will find a place.</summary>
public static class FilesFolder
{
    /// <summary>Makes the folder if it is not there, and writes a file that is gone again at once.</summary>
    /// <exception cref="IOException">That is not possible.</exception>
    /// <exception cref="UnauthorizedAccessException">The server's user may not.</exception>
    public static void CheckFilesFolder(this IServiceProvider services)
    {
        var folder = services.GetRequiredService<IOptions<FileStoreOptions>>().Value.Folder;
        Directory.CreateDirectory(folder);

        // By an ending of the store's own, which removes it should the server die right now.
        var probe = Path.Combine(folder, $"{Guid.NewGuid():N}{FileStore.Unfinished}");
        new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose).Dispose();
    }
}

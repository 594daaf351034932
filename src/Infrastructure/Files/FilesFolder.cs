using System.IO;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Path = System.IO.Path;

namespace Dots.Infrastructure.Files;

/// <summary>
/// The folder of activities' files. Each file is named by its content's id and never by a client, so that path traversal is impossible.
/// </summary>
public static class FilesFolder
{
    /// <summary>The extension of files that are not completely written yet.</summary>
    internal const string UnfinishedExtension = ".part";

    /// <summary>Creates the folder if it is missing, and checks that uploads can be written there.</summary>
    /// <exception cref="IOException">Uploads cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The server's user lacks the permission.</exception>
    public static void CheckFilesFolder(this IServiceProvider services)
    {
        var folder = services.GetRequiredService<IOptions<FileStoreOptions>>().Value.Folder;
        Directory.CreateDirectory(folder);

        // Named like an upload, so that it is removed as an abandoned one if the server is killed in between.
        var probe = Path.Combine(folder, $"{Guid.NewGuid():N}{UnfinishedExtension}");
        new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose).Dispose();
    }

    // Spread over 256 subfolders, because large folders are slow on some file systems.
    internal static string PathOf(string folder, Guid contentId) =>
        Path.Combine(folder, contentId.ToString("N")[..2], contentId.ToString("N"));
}

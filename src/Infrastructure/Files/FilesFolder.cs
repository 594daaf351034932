using System.IO;
using System.IO.Enumeration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Path = System.IO.Path;

namespace Dots.Infrastructure.Files;

/// <summary>
/// The folder of activities' files. Each file is named by its content's id and never by a client, so that path traversal is impossible.
/// </summary>
/// <remarks>
/// A content is moved through three places, by renaming, so that all nodes which share the folder see what is on the disk: <c>uploading/</c> until
/// the transaction of its file has been committed, then one of 256 subfolders, and <c>removed/</c> from the commit that takes its file away until its
/// last reader has finished.
/// </remarks>
public static class FilesFolder
{
    internal const string Uploading = "uploading";
    internal const string Removed = "removed";

    /// <summary>While this file has been touched within <see cref="BackupTimeout"/>, a backup is in progress (deploy/backup.sh).</summary>
    internal const string BackupMarker = ".backup";

    /// <summary>The extension of unfinished uploads of earlier versions, which wrote them where contents are kept.</summary>
    internal const string UnfinishedExtension = ".part";

    internal static readonly TimeSpan BackupTimeout = TimeSpan.FromMinutes(5);

    /// <summary>Creates the folder if it is missing, and checks that uploads can be written there.</summary>
    /// <exception cref="IOException">Uploads cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The server's user lacks the permission.</exception>
    public static void CheckFilesFolder(this IServiceProvider services)
    {
        var folder = services.GetRequiredService<IOptions<FileStoreOptions>>().Value.Folder;
        Directory.CreateDirectory(Path.Combine(folder, Removed));

        // Named like an upload, so that it is removed as an abandoned one if the server is killed in between.
        var probe = PathIn(folder, Uploading, Guid.NewGuid());
        Directory.CreateDirectory(Path.GetDirectoryName(probe)!);
        new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose).Dispose();
    }

    // Spread over 256 subfolders, because large folders are slow on some file systems.
    internal static string PathOf(string folder, Guid contentId) => PathIn(folder, contentId.ToString("N")[..2], contentId);

    internal static string PathIn(string folder, string subfolder, Guid contentId) => Path.Combine(folder, subfolder, contentId.ToString("N"));

    /// <summary>The bytes of all files directly in a subfolder; 0 if it does not exist.</summary>
    internal static long BytesIn(string folder, string subfolder)
    {
        var path = Path.Combine(folder, subfolder);

        // Not DirectoryInfo, whose files throw when they vanish between being listed and being measured.
        return Directory.Exists(path) ? new FileSystemEnumerable<long>(path, (ref FileSystemEntry entry) => entry.Length).Sum() : 0;
    }
}

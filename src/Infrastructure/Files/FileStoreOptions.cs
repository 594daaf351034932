namespace Dots.Infrastructure.Files;

/// <summary>Where files are stored.</summary>
public sealed class FileStoreOptions
{
    /// <summary>A folder that no other program writes to. Nodes may share it.</summary>
    public string Folder { get; set; } = "data/files";

    /// <summary>
    /// Bytes that no file refers to, and that nobody has written to for this long, belong to no upload any more. Uploads in progress are locked as
    /// well, but a network file system may not pass the lock on to other nodes.
    /// </summary>
    public TimeSpan AbandonedAfter { get; internal set; } = TimeSpan.FromSeconds(30);
}

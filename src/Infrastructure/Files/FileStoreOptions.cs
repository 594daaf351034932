namespace Dots.Infrastructure.Files;

/// <summary>Where files are stored.</summary>
public sealed class FileStoreOptions
{
    /// <summary>A folder that no other program writes to. Nodes may share it.</summary>
    public string Folder { get; set; } = "data/files";

    /// <summary>Bytes younger than this may belong to an upload that has not been committed yet, and are not removed.</summary>
    public TimeSpan UploadTime { get; internal set; } = TimeSpan.FromMinutes(5);
}

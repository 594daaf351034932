namespace Dots.Domain.Activities;

/// <summary>A file that belongs to an activity. What it holds is kept elsewhere, under <see cref="Content"/>.</summary>
public sealed class ActivityFile
{
    public const int MaxNameLength = 200;
    public const int MaxContentTypeLength = 200;

    private ActivityFile()
    {
    }

    public ActivityFile(Guid activityId, string name)
    {
        ActivityId = activityId;
        Name = name;
    }

    public Guid ActivityId { get; private set; }

    public string Name { get; private set; } = "";

    public string ContentType { get; private set; } = "";

    public FileContent Content { get; private set; } = null!;

    public string UploaderUsername { get; private set; } = "";

    public DateTimeOffset UploadedAt { get; private set; }

    /// <summary>
    /// Whether this can be the name of a file: one that stays in its folder on whatever system it is saved, and that shows as what it is, on
    /// one line.
    /// </summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= MaxNameLength }
        && name.Trim(' ', '.').Length > 0
        && NameCharacters.AreAllowed(name)
        && NameCharacters.ShowAnything(name)
        && !name.Any(c => c is '/' or '\\' or ':')
        && !name.Contains("%2F", StringComparison.OrdinalIgnoreCase)
        && !name.Contains("%5C", StringComparison.OrdinalIgnoreCase);

    /// <returns>Whether anything changed.</returns>
    public bool Take(FileContent content, string contentType, string uploaderUsername, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (Content is not null && Content.Sha256 == content.Sha256 && ContentType == contentType)
        {
            return false;
        }

        (Content, ContentType, UploaderUsername, UploadedAt) = (content, contentType, uploaderUsername, now.ToUniversalTime());
        return true;
    }
}

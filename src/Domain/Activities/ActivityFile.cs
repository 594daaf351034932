namespace Dots.Domain.Activities;

/// <summary>The metadata of a file attached to an activity. <see cref="Content"/> refers to its bytes, which are stored elsewhere.</summary>
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
    /// Whether the name is safe to save under on any operating system (no path separator, encoded or not, no drive letter or alternate data
    /// stream, not just dots and spaces) and safe to display on one line.
    /// </summary>
    public static bool IsValidName(string? name) =>
        name is { Length: > 0 and <= MaxNameLength }
        && name.Trim(' ', '.').Length > 0
        && NameCharacters.AreAllowed(name)
        && NameCharacters.AreVisible(name)
        && !name.Any(c => c is '/' or '\\' or ':')
        && !name.Contains("%2F", StringComparison.OrdinalIgnoreCase)
        && !name.Contains("%5C", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether the content type can be sent in a header field: printable ASCII alone (RFC 9110 section 5.5), and no media range such as
    /// <c>text/*</c>, which names no type.
    /// </summary>
    public static bool IsValidContentType(string? contentType) =>
        contentType is { Length: > 0 and <= MaxContentTypeLength }
        && contentType.All(c => c is >= ' ' and <= '~')
        && !contentType.Split(';')[0].Contains('*', StringComparison.Ordinal);

    /// <returns>False if the same bytes with the same content type are there already; nothing is changed then.</returns>
    public bool ReplaceContent(FileContent content, string contentType, string uploaderUsername, DateTimeOffset now)
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

using Dots.Domain.Activities;

namespace Dots.Application.Activities.Files;

/// <summary>A file of an activity.</summary>
/// <param name="Name">Unique within the activity.</param>
/// <param name="Size">In bytes.</param>
/// <param name="ContentType">As the uploader gave it.</param>
/// <param name="FileHash">MD5, in lower-case hexadecimal digits.</param>
/// <param name="Sha256">The same; also its ETag.</param>
/// <param name="UploaderUsername">Who has uploaded it last.</param>
/// <param name="UploadedAt">When.</param>
/// <param name="Url">Where it is.</param>
public sealed record FileDto(
    string Name, long Size, string ContentType, string FileHash, string Sha256, string UploaderUsername, DateTimeOffset UploadedAt, string Url)
{
    public static FileDto Of(ActivityFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return new FileDto(
            file.Name, file.Content.Size, file.ContentType, file.Content.Md5, file.Content.Sha256, file.UploaderUsername, file.UploadedAt,
            UrlOf(file.ActivityId, file.Name));
    }

    public static string UrlOf(Guid activityId, string name) => $"/api/activities/{activityId:D}/files/{Uri.EscapeDataString(name)}";
}

/// <summary>The files of an activity, by name.</summary>
public sealed record FilesDto(IReadOnlyList<FileDto> Items);

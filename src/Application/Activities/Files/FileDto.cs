using Dots.Domain.Activities;

namespace Dots.Application.Activities.Files;

/// <summary>A file of an activity.</summary>
/// <param name="Name">Unique within the activity.</param>
/// <param name="Size">In bytes.</param>
/// <param name="ContentType">As the client that uploaded the file sent it.</param>
/// <param name="FileHash">MD5, in lower-case hexadecimal digits.</param>
/// <param name="Sha256">In lower-case hexadecimal digits.</param>
/// <param name="UploaderUsername">The user who uploaded the present content, at <paramref name="UploadedAt"/>.</param>
/// <param name="Url">From <see cref="IFileUrls"/>.</param>
public sealed record FileDto(
    string Name, long Size, string ContentType, string FileHash, string Sha256, string UploaderUsername, DateTimeOffset UploadedAt, string Url)
{
    internal static FileDto Of(ActivityFile file, IFileUrls urls) => new(
        file.Name,
        file.Content.Size,
        file.ContentType,
        file.Content.Md5,
        file.Content.Sha256,
        file.UploaderUsername,
        file.UploadedAt,
        urls.UrlOf(file.ActivityId, file.Name));
}

/// <summary>The files of an activity, by name.</summary>
public sealed record FilesDto(IReadOnlyList<FileDto> Items);

using Dots.Application.Activities.Files;

namespace Dots.Web.Http;

/// <summary>The route of <see cref="Controllers.FilesController"/>.</summary>
internal sealed class FileUrls : IFileUrls
{
    public string UrlOf(Guid activityId, string name) => $"/api/activities/{activityId:D}/files/{Uri.EscapeDataString(name)}";
}

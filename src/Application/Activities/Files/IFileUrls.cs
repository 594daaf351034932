namespace Dots.Application.Activities.Files;

/// <summary>Where clients find a file. The outermost layer knows its addresses and implements this. Thread-safe.</summary>
public interface IFileUrls
{
    /// <returns>An absolute path on this server.</returns>
    string UrlOf(Guid activityId, string name);
}

namespace Dots.Web.Hosting.Settings;

internal sealed class BoardOptions
{
    /// <summary>Whether a fresh installation begins with a few boards.</summary>
    public bool SeedStarters { get; set; } = true;
}

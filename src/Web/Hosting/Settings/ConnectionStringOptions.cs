namespace Dots.Web.Hosting.Settings;

internal sealed class ConnectionStringOptions
{
    /// <summary>For the database of the chosen provider; a file is relative to the content root.</summary>
    public string Dots { get; set; } = "Data Source=data/dots.db";
}

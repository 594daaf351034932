namespace Dots.Web.Identity;

internal sealed class AdministratorOptions
{
    /// <summary>User names, in any letter case.</summary>
    public IReadOnlyList<string> Admins { get; set; } = [];
}

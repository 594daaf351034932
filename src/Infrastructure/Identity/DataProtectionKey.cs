namespace Dots.Infrastructure.Identity;

/// <summary>A key that protects tokens and cookies, so that they outlive the process and are good on every node.</summary>
internal sealed class DataProtectionKey
{
    public long Id { get; set; }

    public required string Xml { get; set; }
}

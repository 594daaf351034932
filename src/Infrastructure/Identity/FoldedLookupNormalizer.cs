using Dots.Application.Common;
using Microsoft.AspNetCore.Identity;

namespace Dots.Infrastructure.Identity;

/// <summary>User names are unique, and found, as all names are.</summary>
internal sealed class FoldedLookupNormalizer : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : NameFolding.Fold(name);

    public string? NormalizeEmail(string? email) => email is null ? null : NameFolding.Fold(email);
}

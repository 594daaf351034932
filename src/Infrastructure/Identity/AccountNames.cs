using System.Text.RegularExpressions;
using Dots.Application.Common;

namespace Dots.Infrastructure.Identity;

internal static partial class AccountNames
{
    public const int MaxLength = 32;

    public const string Expected = "A user name has 1 to 32 characters: letters, digits, and . _ - in between.";

    // The length of the database's column. A single character can fold to as many as 18.
    private const int MaxFoldedLength = 256;

    public static bool IsValid(string name) =>
        name.Length <= MaxLength && Pattern().IsMatch(name) && NameFolding.Fold(name).Length <= MaxFoldedLength;

    // Letters of any alphabet. No punctuation at either end, where it could be mistaken for that of the surrounding text.
    [GeneratedRegex(@"^[\p{L}\p{Nd}](?:[\p{L}\p{Mn}\p{Nd}._-]*[\p{L}\p{Mn}\p{Nd}])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

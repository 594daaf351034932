using Dots.Application.Common;

namespace Dots.Application.Activities.Files;

/// <summary>The SHA-256 hashes of contents that a client names, or any content at all.</summary>
/// <param name="Any">Includes every file that exists, whatever its content.</param>
public sealed record FileHashes(bool Any, IReadOnlyList<string> Sha256)
{
    public static readonly FileHashes None = new(Any: false, []);

    /// <param name="sha256">The hash of a file's present content; null for a file that does not exist, which is never included.</param>
    public bool Includes(string? sha256) => sha256 is not null && (Any || Sha256.Contains(sha256));
}

/// <summary>What a client expects of a file before it writes or deletes it.</summary>
/// <param name="Expected">The file must have one of these contents; null where it need not.</param>
/// <param name="Excluded">The file must have none of these contents.</param>
public sealed record FilePrecondition(FileHashes? Expected, FileHashes Excluded)
{
    /// <param name="sha256">The hash of the present content; null for a file that does not exist.</param>
    /// <exception cref="FileChangedException">The precondition is not met.</exception>
    public void ThrowUnlessMet(string? sha256)
    {
        if (Expected?.Includes(sha256) == false || Excluded.Includes(sha256))
        {
            throw new FileChangedException(exists: sha256 is not null);
        }
    }
}

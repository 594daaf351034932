using Dots.Application.Common;

namespace Dots.Application.Activities.Files;

/// <summary>What must be there for a write to a file to go on (RFC 9110 sections 13.1.1 and 13.1.2).</summary>
/// <param name="IsMet">Whether it is, by the SHA-256 hash of the present content; null for a file that is not there.</param>
public sealed record FilePrecondition(Func<string?, bool> IsMet)
{
    /// <exception cref="FileChangedException">It is not.</exception>
    public void ThrowUnlessMet(string? sha256)
    {
        if (!IsMet(sha256))
        {
            throw new FileChangedException(isThere: sha256 is not null);
        }
    }
}

using Dots.Application.Common;
using Dots.Domain.Activities;

namespace Dots.Application.Activities.Files;

internal static class FilePreconditions
{
    /// <summary>For a read: whether the client has the file's current content already.</summary>
    /// <exception cref="FileChangedException">The client expects other content.</exception>
    public static bool IsKnown(this Precondition? precondition, ActivityFile file) => precondition.Evaluate(file) switch
    {
        PreconditionOutcome.Failed => throw new FileChangedException(exists: true),
        var outcome => outcome == PreconditionOutcome.Known,
    };

    /// <summary>For a write.</summary>
    /// <param name="precondition">Null where the request has none.</param>
    /// <param name="file">Null where no file has the name.</param>
    /// <exception cref="FileChangedException">A condition is not met.</exception>
    public static void ThrowUnlessMet(this Precondition? precondition, ActivityFile? file)
    {
        if (precondition.Evaluate(file) != PreconditionOutcome.Met)
        {
            throw new FileChangedException(exists: file is not null);
        }
    }

    private static PreconditionOutcome Evaluate(this Precondition? precondition, ActivityFile? file) =>
        precondition.Evaluate(file?.Content.Sha256, file?.UploadedAt);
}

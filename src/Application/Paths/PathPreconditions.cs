using Dots.Application.Common;

namespace Dots.Application.Paths;

/// <summary>
/// The versions of a path. Clients name one by its revision, or by its revision and the path's id, as in <c>3.17</c>: a path that was deleted and
/// drawn again starts again at revision 1, and must not be taken for the one that the client knows.
/// </summary>
internal static class PathPreconditions
{
    /// <summary>Expects a revision of the path, or 0 for no path; null accepts any.</summary>
    public static Precondition? OfRevision(int? revision) => revision == 0 ? new Precondition(null, new Versions(Any: true, [])) : revision;

    /// <param name="path">Null where the user has none.</param>
    /// <exception cref="StaleException">A condition is not met.</exception>
    public static void ThrowUnlessMet(this Precondition? precondition, Path? path)
    {
        var outcome = path is null
            ? precondition.Evaluate(current: null)
            : (precondition is null ? null : precondition with
            {
                Match = Complete(precondition.Match, path),
                NoneMatch = Complete(precondition.NoneMatch, path),
            }).Evaluate(Complete(PreconditionEvaluation.VersionOf(path.Revision), path));
        if (outcome != PreconditionOutcome.Met)
        {
            throw path is null ? new StaleException() : new StaleException(path.Revision, isUnexpected: outcome == PreconditionOutcome.Known);
        }
    }

    private static Versions? Complete(Versions? versions, Path path) =>
        versions is null ? null : versions with { Named = [.. versions.Named.Select(version => Complete(version, path))] };

    private static string Complete(string version, Path path) => version.Contains('.') ? version : $"{version}.{path.Id}";
}

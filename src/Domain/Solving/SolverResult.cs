using Dots.Domain.Boards;
using Dots.Domain.Paths;

namespace Dots.Domain.Solving;

/// <summary>What is known about the solutions of a board. Exact: nothing in it is guessed.</summary>
/// <param name="Solutions">At most two, which differ in at least one step of a line. None if the verdict is unknown.</param>
public sealed record SolverResult(Verdict Verdict, IReadOnlyList<IReadOnlyList<Line>> Solutions)
{
    /// <summary>0, 1, or 2 for two and more; null if it is not known.</summary>
    public int? Count => Verdict == Verdict.Unknown ? null : Solutions.Count;
}

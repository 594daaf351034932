namespace Dots.Domain.Solving;

/// <summary>What <see cref="BoardSolver"/> may spend on a board before it gives up.</summary>
/// <param name="Time">By the wall clock.</param>
/// <param name="States">Of <see cref="FrontierCount"/>, of 12 bytes each, and of the clauses of <see cref="ConflictSearch"/> as many words of 4 bytes.</param>
public sealed record SolverLimits(TimeSpan Time, int States)
{
    /// <summary>5 seconds, and about 64 MiB.</summary>
    public static readonly SolverLimits Default = new(TimeSpan.FromSeconds(5), 3_000_000);
}

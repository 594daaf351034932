namespace Dots.Domain.Boards;

/// <summary>Whether a board has a solution under its rule. Exact: every value but <see cref="Unknown"/> is proven.</summary>
public enum Verdict
{
    /// <summary>Not computed yet, or the search was abandoned.</summary>
    Unknown,

    /// <summary>There is no solution.</summary>
    Unsolvable,

    /// <summary>There are at least two solutions.</summary>
    Solvable,

    /// <summary>There is exactly one solution.</summary>
    Unique,
}

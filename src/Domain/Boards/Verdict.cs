namespace Dots.Domain.Boards;

/// <summary>Whether a board's dots can be joined under its rule. Exact: anything but <see cref="Unknown"/> is proven.</summary>
public enum Verdict
{
    /// <summary>Not computed yet, or the search was given up.</summary>
    Unknown,

    /// <summary>There is no solution.</summary>
    Unsolvable,

    /// <summary>There are two solutions or more.</summary>
    Solvable,

    /// <summary>There is exactly one solution.</summary>
    Unique,
}

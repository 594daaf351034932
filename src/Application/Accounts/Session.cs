namespace Dots.Application.Accounts;

/// <summary>One sign-in of one user.</summary>
/// <param name="Id">Carried by each of its tokens.</param>
/// <param name="Generation">Counts the refresh tokens given out; only the last is good.</param>
public sealed record Session(Guid Id, int Generation);

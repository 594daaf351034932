namespace Dots.Application.Accounts;

/// <summary>One sign-in of one user.</summary>
/// <param name="Id">Every token of the session carries it.</param>
/// <param name="Generation">The number of refresh tokens issued; only the last one is valid.</param>
public sealed record Session(Guid Id, int Generation);

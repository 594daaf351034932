namespace Dots.Application.Common;

/// <summary>A signed-in account, as far as use cases need to know it.</summary>
public sealed record User(long Id, string Username);

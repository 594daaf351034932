namespace Dots.Domain.Activities;

/// <summary>A user other than the owner who may read and write a private activity.</summary>
public sealed record ActivityMember(long UserId, string Username);

namespace Dots.Domain.Activities;

/// <summary>Somebody beside the owner who may read and write a private activity.</summary>
public sealed record ActivityMember(long UserId, string Username);

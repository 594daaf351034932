namespace Dots.Application.Common;

/// <summary>Who sent the request.</summary>
public interface ICurrentUser
{
    /// <summary>Null for a visitor who is not signed in.</summary>
    User? User { get; }

    /// <exception cref="NotSignedInException">The visitor is not signed in.</exception>
    User Required => User ?? throw new NotSignedInException();
}

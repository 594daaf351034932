namespace Dots.Application.Common;

/// <summary>
/// Limits how many events, and how many bytes of them, each user and each address adds to the log of this node within an hour. One per scope.
/// </summary>
public interface IEventQuota
{
    /// <exception cref="TooManyRequestsException">The caller's user or address has used up the hour's quota. The message names it.</exception>
    void ThrowIfUsedUp(Caller caller);

    /// <summary>Counts the events of the scope's last transaction, for the user and the address, even where they exceed what was left.</summary>
    void Charge(Caller caller);
}

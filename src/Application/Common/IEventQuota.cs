namespace Dots.Application.Common;

/// <summary>Limits how many events, and how many bytes of them, each user adds to the log of this node within an hour. One per scope.</summary>
public interface IEventQuota
{
    /// <exception cref="TooManyRequestsException">The user has used up the hour's quota. The message names it.</exception>
    void ThrowIfUsedUp(User user);

    /// <summary>Counts the events of the scope's last transaction, even where they exceed what was left.</summary>
    void Charge(User user);
}

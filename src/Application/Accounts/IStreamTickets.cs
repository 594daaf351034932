using Dots.Application.Common;

namespace Dots.Application.Accounts;

/// <summary>
/// Tickets with which clients that cannot set headers, such as pages of other origins, open a stream as the user who is signed in. A ticket is valid
/// once and for half a minute, so that an address in a log or history reveals nothing of use. One instance serves one request and is not
/// thread-safe.
/// </summary>
public interface IStreamTickets
{
    /// <exception cref="NotSignedInException">The session has ended.</exception>
    Task<StreamTicket> IssueAsync(Session session, CancellationToken cancellationToken);

    /// <summary>Consumes a ticket, on whichever node it was issued.</summary>
    /// <returns>Null if it was never issued, was used before or has expired, or if its session has ended.</returns>
    Task<(User User, Session Session)?> RedeemAsync(string ticket, CancellationToken cancellationToken);
}

/// <param name="Ticket">The value of the parameter ticket in the address of a stream.</param>
/// <param name="ExpiresIn">In seconds.</param>
public sealed record StreamTicket(string Ticket, long ExpiresIn);

using Dots.Application.Accounts;
using Dots.Web.Http;
using Dots.Web.Identity;
using Dots.Web.OpenApi;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Dots.Web.Controllers;

/// <summary>Tickets for streams of clients that cannot set headers.</summary>
[ApiController]
[Route("api/streams/ticket")]
[Tags("Streams")]
public sealed class StreamTicketsController(IStreamTickets tickets) : ControllerBase
{
    /// <summary>
    /// Issues a ticket, with which a stream can be opened as the caller: /sse/notifications?ticket=… or /ws/activities/{id}?ticket=…. Valid for one
    /// request within half a minute, so each reconnect needs a new one.
    /// </summary>
    [HttpPost]
    [EnableRateLimiting(RateLimits.Tickets)]
    [ProducesResponseType<StreamTicket>(StatusCodes.Status200OK)]
    [ProblemResponse(StatusCodes.Status401Unauthorized)]
    public Task<StreamTicket> Issue(CancellationToken cancellationToken)
    {
        _ = HttpContext.GetCallerWithoutConnection().Required;
        return tickets.IssueAsync(SessionPrincipal.SessionOf(User)!, cancellationToken);
    }
}

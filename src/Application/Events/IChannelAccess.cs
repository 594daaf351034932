using Dots.Application.Common;

namespace Dots.Application.Events;

/// <summary>Which channels a user may read. Thread-safe.</summary>
public interface IChannelAccess
{
    /// <summary>Passes for a channel on which nothing has been published yet.</summary>
    /// <param name="user">Null for a visitor who is not signed in.</param>
    /// <exception cref="ForbiddenException">The channel is that of a private activity of which the user is not a member.</exception>
    Task ThrowIfDeniedAsync(string channel, User? user, CancellationToken cancellationToken);
}

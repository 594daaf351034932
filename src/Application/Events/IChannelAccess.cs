using Dots.Application.Common;

namespace Dots.Application.Events;

/// <summary>Which channels a user may read. Thread-safe.</summary>
public interface IChannelAccess
{
    /// <summary>Passes for a channel on which nothing has been published yet.</summary>
    /// <param name="user">Null for a visitor who is not signed in.</param>
    /// <returns>The name by which <see cref="Audiences"/> include the user in the channel's events for members only; null if they do not.</returns>
    /// <exception cref="NotFoundException">The channel is that of a private activity of which the user is not a member.</exception>
    Task<string?> AuthorizeAsync(string channel, User? user, CancellationToken cancellationToken);
}

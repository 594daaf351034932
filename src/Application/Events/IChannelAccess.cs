using Dots.Application.Common;

namespace Dots.Application.Events;

/// <summary>What a user may read of a channel. Thread-safe.</summary>
public interface IChannelAccess
{
    /// <param name="channel">One of <see cref="Channels"/>, whether or not anything has been published on it.</param>
    /// <param name="user">Null for a visitor who is not signed in.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    Task<ChannelReader> AuthorizeAsync(string channel, User? user, CancellationToken cancellationToken);
}

/// <param name="Channel">
/// The channel to read, which is an empty one in place of that of a private activity of which the user, who may not learn that it exists, is not a
/// member.
/// </param>
/// <param name="Membership">The name by which <see cref="Audiences"/> include the user in events for members only; null if they do not.</param>
public readonly record struct ChannelReader(string Channel, string? Membership);

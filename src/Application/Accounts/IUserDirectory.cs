using Dots.Application.Common;

namespace Dots.Application.Accounts;

/// <summary>Finds users by their names, in any letter case. One instance serves one request and is not thread-safe.</summary>
public interface IUserDirectory
{
    /// <returns>Null where no user has this name.</returns>
    Task<User?> FindAsync(string username, CancellationToken cancellationToken);

    /// <summary>Finds many users in one query.</summary>
    /// <returns>The users that exist, by their names as given.</returns>
    Task<IReadOnlyDictionary<string, User>> FindManyAsync(IReadOnlyCollection<string> usernames, CancellationToken cancellationToken);
}

using Dots.Application.Common;

namespace Dots.Application.Accounts;

/// <summary>Finds users by their names, in any letter case. One instance a request.</summary>
public interface IUserDirectory
{
    /// <returns>Null where nobody has this name.</returns>
    Task<User?> FindAsync(string username, CancellationToken cancellationToken);
}

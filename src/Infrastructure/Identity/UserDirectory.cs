using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dots.Infrastructure.Identity;

/// <inheritdoc cref="IUserDirectory"/>
internal sealed class UserDirectory(DotsDbContext db, ILookupNormalizer normalizer) : IUserDirectory
{
    public async Task<User?> FindAsync(string username, CancellationToken cancellationToken)
    {
        if (!AccountNames.IsValid(username))
        {
            return null;
        }

        var name = normalizer.NormalizeName(username);
        return await db.Users.AsNoTracking()
            .Where(account => account.NormalizedUserName == name)
            .Select(account => new User(account.Id, account.UserName!))
            .FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, User>> FindManyAsync(IReadOnlyCollection<string> usernames, CancellationToken cancellationToken)
    {
        var normalized = usernames.Distinct()
            .Where(AccountNames.IsValid)
            .ToDictionary(username => username, username => normalizer.NormalizeName(username));
        var names = normalized.Values.Distinct().ToList();
        var users = await db.Users.AsNoTracking()
            .Where(account => names.Contains(account.NormalizedUserName!))
            .ToDictionaryAsync(account => account.NormalizedUserName!, account => new User(account.Id, account.UserName!), cancellationToken);
        return normalized.Where(pair => users.ContainsKey(pair.Value)).ToDictionary(pair => pair.Key, pair => users[pair.Value]);
    }
}

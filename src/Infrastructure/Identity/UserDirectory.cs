using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dots.Infrastructure.Identity;

/// <inheritdoc cref="IUserDirectory"/>
internal sealed class UserDirectory(DotsDbContext db, ILookupNormalizer normalizer) : IUserDirectory
{
    public Task<User?> FindAsync(string username, CancellationToken cancellationToken)
    {
        var name = normalizer.NormalizeName(username);
        return db.Users.AsNoTracking()
            .Where(account => account.NormalizedUserName == name)
            .Select(account => new User(account.Id, account.UserName!))
            .FirstOrDefaultAsync(cancellationToken);
    }
}

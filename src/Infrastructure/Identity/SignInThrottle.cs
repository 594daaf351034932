using System.Security.Cryptography;
using System.Text;
using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Identity;

/// <summary>
/// Counts failed sign-ins by name, in the database and so for all nodes, and locks the name for a while after too many. A locked name
/// refuses the right password too, or the lock would not slow down who guesses.
/// </summary>
internal sealed class SignInThrottle(DotsDbContext db, IWriteTransaction transaction, TimeProvider clock, IOptions<SignInOptions> options)
{
    /// <exception cref="TooManyRequestsException">The name is locked.</exception>
    public async Task ThrowIfLockedAsync(string normalizedName, CancellationToken cancellationToken)
    {
        var key = KeyOf(normalizedName);
        var now = clock.GetUtcNow();
        var failures = await db.SignInFailures.AsNoTracking()
            .FirstOrDefaultAsync(f => f.NameKey == key && f.ForgottenAt > now, cancellationToken);
        if (options.Value.Enabled && failures?.Count >= options.Value.MaxFailures)
        {
            throw new TooManyRequestsException("Too many failed sign-ins for this name; wait before you try again.", failures.ForgottenAt - now);
        }
    }

    public Task CountFailureAsync(string normalizedName, CancellationToken cancellationToken)
    {
        var key = KeyOf(normalizedName);
        return transaction.RunAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                await db.SignInFailures.Where(f => f.ForgottenAt <= now).ExecuteDeleteAsync(cancellationToken);
                var failures = await db.SignInFailures.FirstOrDefaultAsync(f => f.NameKey == key, cancellationToken);
                if (failures is null)
                {
                    failures = new SignInFailures { NameKey = key };
                    db.SignInFailures.Add(failures);
                }

                failures.Count++;
                failures.ForgottenAt = now + options.Value.Lockout;
                return await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
    }

    public async Task ForgetAsync(string normalizedName, CancellationToken cancellationToken)
    {
        var key = KeyOf(normalizedName);
        if (await db.SignInFailures.AnyAsync(f => f.NameKey == key, cancellationToken))
        {
            await transaction.RunAsync(
                () => db.SignInFailures.Where(f => f.NameKey == key).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        }
    }

    private static string KeyOf(string normalizedName) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalizedName)));
}

using System.Security.Cryptography;
using System.Text;
using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Identity;

/// <summary>
/// Counts failed sign-ins by name, in the database for all nodes together, and locks a name for a while after too many. While a name
/// is locked, the right password is rejected too; otherwise the lock would not slow down guessing.
/// </summary>
internal sealed class SignInThrottle(DotsDbContext db, IWriteTransaction transaction, TimeProvider clock, IOptions<RateLimitOptions> options)
{
    /// <summary>
    /// Counts an attempt as failed before its password is verified, so that concurrent attempts are limited like consecutive ones. After a
    /// successful attempt, <see cref="ForgetAsync"/> resets the count.
    /// </summary>
    /// <exception cref="TooManyRequestsException">The name is locked.</exception>
    public async Task CountAttemptAsync(string normalizedName, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        var key = KeyOf(normalizedName);
        var now = clock.GetUtcNow();

        // Checked before the transaction as well, so that guesses for a locked name do not block other writers.
        ThrowIfLocked(await db.SignInFailures.AsNoTracking().FirstOrDefaultAsync(f => f.NameKey == key, cancellationToken), now);
        await transaction.RunAsync(
            async () =>
            {
                await db.SignInFailures.Where(f => f.ForgottenAt <= now).ExecuteDeleteAsync(cancellationToken);
                var failures = await db.SignInFailures.FirstOrDefaultAsync(f => f.NameKey == key, cancellationToken);
                ThrowIfLocked(failures, now);
                if (failures is null)
                {
                    failures = new SignInFailures { NameKey = key };
                    db.SignInFailures.Add(failures);
                }

                failures.Count++;
                failures.ForgottenAt = now + options.Value.Lockout;
                return await db.SaveChangesAsync(cancellationToken);
            },
            [LockKeyOf(key)],
            cancellationToken);
    }

    public async Task ForgetAsync(string normalizedName, CancellationToken cancellationToken)
    {
        var key = KeyOf(normalizedName);
        if (await db.SignInFailures.AnyAsync(f => f.NameKey == key, cancellationToken))
        {
            await transaction.RunAsync(
                () => db.SignInFailures.Where(f => f.NameKey == key).ExecuteDeleteAsync(cancellationToken), [LockKeyOf(key)], cancellationToken);
        }
    }

    private void ThrowIfLocked(SignInFailures? failures, DateTimeOffset now)
    {
        if (failures?.Count >= options.Value.MaxFailures && failures.ForgottenAt > now)
        {
            throw new TooManyRequestsException("Too many failed sign-ins for this name; wait before you try again.", failures.ForgottenAt - now);
        }
    }

    private static LockKey LockKeyOf(string key) => new($"sign-in/{key}");

    private static string KeyOf(string normalizedName) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(normalizedName)));
}

using System.Security.Cryptography;
using System.Text;
using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Identity;

/// <summary>
/// Counts failed sign-ins by name, in the database for all nodes together. After a few from one address, the name is locked for that address; only
/// after many more, from at least twenty addresses, for all, so that a stranger cannot easily keep a user out. While a name is locked, the right
/// password is rejected too; otherwise the lock would not slow down guessing.
/// </summary>
internal sealed class SignInThrottle(DotsDbContext db, IWriteTransaction transaction, TimeProvider clock, IOptions<RateLimitOptions> options)
{
    /// <summary>
    /// Counts an attempt as failed before its password is verified, so that concurrent attempts are limited like consecutive ones. After a
    /// successful attempt, <see cref="ForgetAsync"/> takes it back.
    /// </summary>
    /// <exception cref="TooManyRequestsException">The name is locked.</exception>
    public async Task CountAttemptAsync(string normalizedName, string address, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        var (fromAddress, fromAll) = KeysOf(normalizedName, address);
        var now = clock.GetUtcNow();

        // Checked before the transaction as well, so that guesses for a locked name do not block other writers.
        ThrowIfLocked(await FindAsync(fromAddress, cancellationToken), options.Value.MaxFailures, now);
        ThrowIfLocked(await FindAsync(fromAll, cancellationToken), options.Value.MaxFailuresPerName, now);
        await transaction.RunAsync(
            async () =>
            {
                await db.SignInFailures.Where(f => f.ForgottenAt <= now).ExecuteDeleteAsync(cancellationToken);
                var failures = await CountAsync(fromAddress, options.Value.MaxFailures, now, cancellationToken);

                // The other count is not extended by further failures: one address that keeps guessing would reach its limit in the end.
                failures.ForgottenAt = now + options.Value.Lockout;
                await CountAsync(fromAll, options.Value.MaxFailuresPerName, now, cancellationToken);
                return await db.SaveChangesAsync(cancellationToken);
            },
            [LockKeyOf(fromAll)],
            cancellationToken);
    }

    /// <summary>Resets the count of the address, and removes one attempt from that of all addresses.</summary>
    public async Task ForgetAsync(string normalizedName, string address, CancellationToken cancellationToken)
    {
        var (fromAddress, fromAll) = KeysOf(normalizedName, address);
        if (await db.SignInFailures.AnyAsync(f => f.NameKey == fromAddress, cancellationToken))
        {
            await transaction.RunAsync(
                async () =>
                {
                    await db.SignInFailures.Where(f => f.NameKey == fromAddress || (f.NameKey == fromAll && f.Count <= 1))
                        .ExecuteDeleteAsync(cancellationToken);
                    return await db.SignInFailures.Where(f => f.NameKey == fromAll)
                        .ExecuteUpdateAsync(set => set.SetProperty(f => f.Count, f => f.Count - 1), cancellationToken);
                },
                [LockKeyOf(fromAll)],
                cancellationToken);
        }
    }

    private Task<SignInFailures?> FindAsync(string key, CancellationToken cancellationToken) =>
        db.SignInFailures.AsNoTracking().FirstOrDefaultAsync(f => f.NameKey == key, cancellationToken);

    private async Task<SignInFailures> CountAsync(string key, int max, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var failures = await db.SignInFailures.FirstOrDefaultAsync(f => f.NameKey == key, cancellationToken);
        ThrowIfLocked(failures, max, now);
        if (failures is null)
        {
            failures = new SignInFailures { NameKey = key, ForgottenAt = now + options.Value.Lockout };
            db.SignInFailures.Add(failures);
        }

        failures.Count++;
        return failures;
    }

    private static void ThrowIfLocked(SignInFailures? failures, int max, DateTimeOffset now)
    {
        if (failures?.Count >= max && failures.ForgottenAt > now)
        {
            throw new TooManyRequestsException("Too many failed sign-ins for this name; wait before you try again.", failures.ForgottenAt - now);
        }
    }

    private static LockKey LockKeyOf(string key) => new($"sign-in/{key}");

    // With different first words, because any text may be sent as a name, even the text of another key.
    private static (string FromAddress, string FromAll) KeysOf(string normalizedName, string address) =>
        (DigestOf($"from {address} {normalizedName}"), DigestOf($"all {normalizedName}"));

    private static string DigestOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

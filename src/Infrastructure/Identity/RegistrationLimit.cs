using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Identity;

/// <summary>Limits how many accounts can be registered from one address. They are counted in the database, for all nodes together.</summary>
internal sealed class RegistrationLimit(DotsDbContext db, TimeProvider clock, IOptions<RateLimitOptions> options)
{
    public static LockKey LockKeyOf(string address) => new($"registrations/{address}");

    /// <summary>
    /// Counts a registration. Must be called within the transaction that creates the account, which must hold <see cref="LockKeyOf"/>, so that
    /// the count and the account are committed together.
    /// </summary>
    /// <exception cref="TooManyRequestsException">The limit is reached.</exception>
    public async Task CountAsync(string address, CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        var now = clock.GetUtcNow();
        await db.Registrations.Where(r => r.ForgottenAt <= now).ExecuteDeleteAsync(cancellationToken);
        var registrations = await db.Registrations.FirstOrDefaultAsync(r => r.Address == address, cancellationToken);
        if (registrations?.Count >= options.Value.MaxRegistrations)
        {
            throw new TooManyRequestsException(
                "Too many accounts were opened from this address; wait before you open another.", registrations.ForgottenAt - now);
        }

        if (registrations is null)
        {
            registrations = new Registrations { Address = address, ForgottenAt = now + options.Value.RegistrationPeriod };
            db.Registrations.Add(registrations);
        }

        registrations.Count++;
        await db.SaveChangesAsync(cancellationToken);
    }
}

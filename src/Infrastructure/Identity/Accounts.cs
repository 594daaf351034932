using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Entities;
using Dots.Infrastructure.Revocation;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Dots.Infrastructure.Identity;

/// <summary>Accounts of ASP.NET Core Identity and their sessions.</summary>
internal sealed class Accounts(
    UserManager<Account> users,
    DotsDbContext db,
    IWriteTransaction transaction,
    SignInThrottle throttle,
    RegistrationLimit registrations,
    IMemoryCache cache,
    SessionRevocations revocations,
    TimeProvider clock) : IAccounts
{
    private static readonly TimeSpan CacheTime = TimeSpan.FromSeconds(5);

    // Verified when no account has the name, so that the response time does not reveal which names exist.
    private static readonly Lazy<string> DummyHash = new(() => new PasswordHasher<Account>().HashPassword(new Account(), "nobody's password"));

    public async Task<User> RegisterAsync(string username, string password, string? address, CancellationToken cancellationToken)
    {
        var account = new Account { UserName = username };
        await ThrowIfInvalidAsync(account, password);
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);

        // The password is hashed before the transaction, because hashing is slow and a transaction blocks other writers.
        return await transaction.RunAsync(
            async () =>
            {
                if (address is not null)
                {
                    await registrations.CountAsync(address, cancellationToken);
                }

                var result = await users.CreateAsync(account);
                return result.Succeeded ? new User(account.Id, username) : throw RefusalOf(result, username);
            },
            address is null ? LockKey.None : [RegistrationLimit.LockKeyOf(address)],
            cancellationToken);
    }

    public async Task<User?> TryCreateFirstAsync(string username, CancellationToken cancellationToken)
    {
        if (await db.Users.AnyAsync(cancellationToken))
        {
            return null;
        }

        var account = new Account { UserName = username };
        var result = await users.CreateAsync(account);
        return result.Succeeded ? new User(account.Id, username) : throw RefusalOf(result, username);
    }

    public async Task<User?> CheckPasswordAsync(string username, string password, string address, CancellationToken cancellationToken)
    {
        // No account has an invalid name, and normalisation throws if it is not valid Unicode.
        var isName = AccountNames.IsValid(username);
        var name = isName ? users.NormalizeName(username)! : username;
        await throttle.CountAttemptAsync(name, address, cancellationToken);

        var account = isName ? await users.FindByNameAsync(username) : null;
        var verified = users.PasswordHasher.VerifyHashedPassword(
            account ?? new Account(), account?.PasswordHash ?? DummyHash.Value, password) != PasswordVerificationResult.Failed;
        if (account?.PasswordHash is null || !verified)
        {
            return null;
        }

        await throttle.ForgetAsync(name, address, cancellationToken);
        return new User(account.Id, account.UserName!);
    }

    public async Task<Session> BeginSessionAsync(User user, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var session = new UserSession { Id = Guid.CreateVersion7(now), UserId = user.Id, ExpiresAt = now + lifetime };
        await transaction.RunAsync(
            async () =>
            {
                await db.Sessions.Where(s => s.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
                db.Sessions.Add(session);
                return await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return new Session(session.Id, session.Generation);
    }

    public async Task<(User User, Session Session)?> RenewSessionAsync(
        Guid sessionId, int generation, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var renewed = await transaction.RunAsync<(User, Session)?>(
            async () =>
            {
                var now = clock.GetUtcNow();
                var session = await db.Sessions.FirstOrDefaultAsync(s => s.Id == sessionId && s.ExpiresAt > now, cancellationToken);
                if (session is null)
                {
                    return null;
                }

                if (session.Generation != generation)
                {
                    db.Sessions.Remove(session);
                    await db.SaveChangesAsync(cancellationToken);
                    return null;
                }

                session.Generation++;
                session.ExpiresAt = now + lifetime;
                await db.SaveChangesAsync(cancellationToken);
                var account = await db.Users.AsNoTracking().SingleAsync(a => a.Id == session.UserId, cancellationToken);
                return (new User(account.Id, account.UserName!), new Session(session.Id, session.Generation));
            },
            [new LockKey($"sessions/{sessionId:N}")],
            cancellationToken);

        if (renewed is null)
        {
            // After the commit: before it, a concurrent request would still find the session and cache it as live.
            Forget(sessionId);
        }

        return renewed;
    }

    public async ValueTask<bool> IsLiveAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if (cache.TryGetValue(sessionId, out bool isLive))
        {
            return isLive;
        }

        var now = clock.GetUtcNow();
        isLive = await db.Sessions.AnyAsync(s => s.Id == sessionId && s.ExpiresAt > now, cancellationToken);
        if (isLive)
        {
            cache.Set(sessionId, true, CacheTime);
        }

        return isLive;
    }

    public async Task EndSessionAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        await transaction.RunAsync(
            () => db.Sessions.Where(s => s.Id == sessionId).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        Forget(sessionId);
    }

    private void Forget(Guid sessionId)
    {
        cache.Remove(sessionId);
        revocations.Notify(sessionId);
    }

    private async Task ThrowIfInvalidAsync(Account account, string password)
    {
        var failures = new List<ValidationFailure>();
        foreach (var validator in users.PasswordValidators)
        {
            var result = await validator.ValidateAsync(users, account, password);
            failures.AddRange(result.Errors.Select(error => new ValidationFailure("password", error.Description)));
        }

        if (!AccountNames.IsValid(account.UserName!))
        {
            failures.Add(new ValidationFailure("username", AccountNames.Expected));
        }

        if (failures.Count > 0)
        {
            throw new ValidationException(failures);
        }
    }

    private static Exception RefusalOf(IdentityResult result, string username) =>
        result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.DuplicateUserName))
            ? new ConflictException($"The name {username} is taken.")
            : new ValidationException(result.Errors.Select(error => new ValidationFailure("username", error.Description)));
}

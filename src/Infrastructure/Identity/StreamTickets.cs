using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace Dots.Infrastructure.Identity;

/// <inheritdoc cref="IStreamTickets"/>
internal sealed class StreamTickets(DotsDbContext db, IWriteTransaction transaction, TimeProvider clock) : IStreamTickets
{
    private const int Bytes = 32;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    public async Task<StreamTicket> IssueAsync(Session session, CancellationToken cancellationToken)
    {
        var ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        await transaction.RunAsync(
            async () =>
            {
                var now = clock.GetUtcNow();
                if (!await db.Sessions.AnyAsync(s => s.Id == session.Id && s.ExpiresAt > now, cancellationToken))
                {
                    throw new NotSignedInException();
                }

                await db.Tickets.Where(t => t.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
                db.Tickets.Add(new IssuedTicket { Hash = HashOf(ticket), SessionId = session.Id, ExpiresAt = now + Lifetime });
                return await db.SaveChangesAsync(cancellationToken);
            },
            cancellationToken);
        return new StreamTicket(ticket, (long)Lifetime.TotalSeconds);
    }

    public async Task<(User User, Session Session)?> RedeemAsync(string ticket, CancellationToken cancellationToken)
    {
        var hash = HashOf(ticket);
        if (!await db.Tickets.AnyAsync(t => t.Hash == hash, cancellationToken))
        {
            // Guesses do not wait for writers, nor writers for guesses.
            return null;
        }

        return await transaction.RunAsync<(User, Session)?>(
            async () =>
            {
                var now = clock.GetUtcNow();
                var holder = await (
                    from issued in db.Tickets
                    join session in db.Sessions on issued.SessionId equals session.Id
                    join account in db.Users on session.UserId equals account.Id
                    where issued.Hash == hash && issued.ExpiresAt > now && session.ExpiresAt > now
                    select new { account.Id, account.UserName, SessionId = session.Id, session.Generation }).FirstOrDefaultAsync(cancellationToken);

                // Of several requests with the same ticket, one deletes it.
                var isFirst = await db.Tickets.Where(t => t.Hash == hash).ExecuteDeleteAsync(cancellationToken) == 1;
                return holder is not null && isFirst
                    ? (new User(holder.Id, holder.UserName!), new Session(holder.SessionId, holder.Generation))
                    : null;
            },
            cancellationToken);
    }

    private static string HashOf(string ticket) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ticket)));
}

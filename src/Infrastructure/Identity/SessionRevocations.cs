using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Revocation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Identity;

/// <summary>When the sessions that streams were opened in end.</summary>
internal sealed class SessionRevocations(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SessionRevocations> logger)
    : RevocationWatch<Guid>(clock, logger), ISessionRevocations
{
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc/>
    public Task RevokedAsync(Guid sessionId, CancellationToken streamEnded) => WaitAsync(sessionId, streamEnded);

    /// <inheritdoc/>
    public async Task ThrowIfRevokedAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if ((await FindOpenAsync([sessionId], cancellationToken)).Count == 0)
        {
            throw new NotSignedInException();
        }
    }

    /// <summary>Tells the streams of this node, once the end is committed.</summary>
    public void Tell(Guid sessionId) => Complete(sessionId);

    protected override async Task<IEnumerable<Guid>> FindRevokedAsync(IReadOnlyList<Guid> asked, CancellationToken cancellationToken) =>
        asked.Except(await FindOpenAsync(asked, cancellationToken));

    private async Task<List<Guid>> FindOpenAsync(IReadOnlyList<Guid> asked, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = _clock.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<DotsDbContext>().Sessions
            .Where(session => asked.Contains(session.Id) && session.ExpiresAt > now)
            .Select(session => session.Id)
            .ToListAsync(cancellationToken);
    }
}

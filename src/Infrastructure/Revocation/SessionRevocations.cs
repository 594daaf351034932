using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Infrastructure.Data;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Revocation;

/// <inheritdoc cref="ISessionRevocations"/>
internal sealed partial class SessionRevocations(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SessionRevocations> logger)
    : RevocationWatch<Guid, Unit>(clock), ISessionRevocations
{
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc/>
    public Task RevokedAsync(Guid sessionId, CancellationToken streamEnded) => WaitAsync(sessionId, streamEnded);

    /// <inheritdoc/>
    public async Task ThrowIfRevokedAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if ((await FindLiveAsync([sessionId], cancellationToken)).Count == 0)
        {
            throw new NotSignedInException();
        }
    }

    /// <summary>Ends this node's streams of a session immediately. Must be called after the session's end was committed.</summary>
    public void Notify(Guid sessionId) => Notify(sessionId, Unit.Value);

    protected override async Task<IEnumerable<(Guid Key, Unit Change)>> FindChangedAsync(
        IReadOnlyList<Guid> keys, CancellationToken cancellationToken) =>
        keys.Except(await FindLiveAsync(keys, cancellationToken)).Select(ended => (ended, Unit.Value));

    protected override void LogFailure(Exception exception) => LogRecheckFailed(logger, exception);

    private async Task<List<Guid>> FindLiveAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = _clock.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<DotsDbContext>().Sessions
            .Where(session => ids.Contains(session.Id) && session.ExpiresAt > now)
            .Select(session => session.Id)
            .ToListAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The sessions of open streams could not be rechecked; trying again")]
    private static partial void LogRecheckFailed(ILogger logger, Exception exception);
}

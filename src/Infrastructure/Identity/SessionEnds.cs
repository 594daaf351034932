using Dots.Application.Accounts;
using Dots.Application.Common;
using Dots.Infrastructure.Data;
using Dots.Infrastructure.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dots.Infrastructure.Identity;

/// <summary>
/// When sessions end. Those of open streams are looked up again every second, in one query for many of them, which finds out what was
/// ended on other nodes, and what has grown too old.
/// </summary>
internal sealed partial class SessionEnds(IServiceScopeFactory scopes, TimeProvider clock, ILogger<SessionEnds> logger)
    : BackgroundService, ISessionEnds
{
    private const int PageSize = 500;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly StreamWatches<Guid> _watches = new();

    /// <inheritdoc/>
    public Task EndedAsync(Guid sessionId, CancellationToken streamEnded) => _watches.WaitAsync(sessionId, streamEnded);

    /// <inheritdoc/>
    public async Task ThrowIfEndedAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if ((await FindOpenAsync([sessionId], cancellationToken)).Count == 0)
        {
            throw new NotSignedInException();
        }
    }

    /// <summary>Tells the streams of this node, once the end is committed.</summary>
    public void Tell(Guid sessionId) => _watches.Complete(sessionId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Interval, clock, stoppingToken);
            try
            {
                foreach (var page in _watches.Keys.Chunk(PageSize))
                {
                    foreach (var ended in page.Except(await FindOpenAsync(page, stoppingToken)))
                    {
                        Tell(ended);
                    }
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogLookUpFailed(logger, exception);
            }
        }
    }

    private async Task<List<Guid>> FindOpenAsync(IReadOnlyList<Guid> asked, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        return await scope.ServiceProvider.GetRequiredService<DotsDbContext>().Sessions
            .Where(session => asked.Contains(session.Id) && session.ExpiresAt > now)
            .Select(session => session.Id)
            .ToListAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Which sessions are open could not be looked up; trying again")]
    private static partial void LogLookUpFailed(ILogger logger, Exception exception);
}

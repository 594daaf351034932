using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Data;

/// <summary>
/// Waits for the lock that lets one server at a time migrate a database. Each provider uses a lock that the system releases when its holder dies;
/// the lock of Entity Framework on SQLite is a row, which outlives a process that was killed.
/// </summary>
internal sealed partial class SchemaLock(IOptions<DatabaseOptions> options, TimeProvider clock, ILogger<SchemaLock> logger)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    /// <param name="tryAcquire">Returns false while another server holds the lock.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SchemaException">The lock was held for longer than <see cref="DatabaseOptions.MigrationTimeout"/>.</exception>
    public async Task AcquireAsync(Func<Task<bool>> tryAcquire, CancellationToken cancellationToken)
    {
        var timeout = options.Value.MigrationTimeout;
        var start = clock.GetTimestamp();
        var nextLog = TimeSpan.Zero;
        while (!await tryAcquire())
        {
            var waited = clock.GetElapsedTime(start);
            if (waited >= timeout)
            {
                throw new SchemaException(string.Create(
                    CultureInfo.InvariantCulture, $"another server has been migrating it for more than {timeout.TotalSeconds} s"));
            }

            if (waited >= nextLog)
            {
                LogWaiting(logger, (int)waited.TotalSeconds, timeout.TotalSeconds);
                nextLog = waited + LogInterval;
            }

            await Task.Delay(PollInterval, clock, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Another server is migrating the database; waited {Waited} s so far, of at most {Timeout} s")]
    private static partial void LogWaiting(ILogger logger, int waited, double timeout);
}

using System.IO;
using Dots.Application.Common;
using Dots.Infrastructure.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Files;

/// <summary>Removes content that the database does not refer to: replaced and deleted files, and uploads that were never completed.</summary>
internal sealed partial class FileSweeper(
    IServiceScopeFactory scopes, IOptions<FileStoreOptions> options, TimeProvider clock, ILogger<FileSweeper> logger)
    : PeriodicService(clock)
{
    private const int PageSize = 500;

    private readonly TimeProvider _clock = clock;

    // A sweep lists the whole folder, so it only runs on request. The first one removes what an earlier process has left.
    private volatile bool _isRequested = true;
    private bool _hasRemovedAbandoned;

    /// <inheritdoc/>
    /// <remarks>The first run only removes abandoned uploads; the first sweep follows an interval later.</remarks>
    protected override bool RunsAtStart => true;

    protected override TimeSpan Interval => TimeSpan.FromMinutes(1);

    /// <summary>Schedules a sweep within a minute. A request during a sweep causes another one. Thread-safe.</summary>
    public void RequestSweep() => _isRequested = true;

    /// <summary>Removes unreferenced content, unless it is so young that its upload may not have been committed yet.</summary>
    /// <returns>Whether such young content was left, so that another sweep is needed.</returns>
    public async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(options.Value.Folder);
        if (!folder.Exists)
        {
            return false;
        }

        var youngSince = _clock.GetUtcNow() - options.Value.UploadTime;
        var hasYoung = false;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IDotsDbContext>();
        foreach (var page in folder.EnumerateFiles("*", SearchOption.AllDirectories).Chunk(PageSize))
        {
            var ids = page.Select(file => Guid.TryParse(file.Name, out var id) ? id : Guid.Empty).ToList();
            var used = await db.Files.Where(file => ids.Contains(file.Content.Id)).Select(file => file.Content.Id).ToListAsync(cancellationToken);
            foreach (var (file, id) in page.Zip(ids).Where(pair => !used.Contains(pair.Second)))
            {
                if (id == Guid.Empty && file.Extension != FilesFolder.UnfinishedExtension)
                {
                    // Not written by the store.
                    continue;
                }

                if (file.LastWriteTimeUtc < youngSince)
                {
                    file.Delete();
                }
                else
                {
                    hasYoung = true;
                }
            }
        }

        return hasYoung;
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        if (!_hasRemovedAbandoned)
        {
            RemoveAbandoned();
            _hasRemovedAbandoned = true;
            return;
        }

        if (!_isRequested)
        {
            return;
        }

        // Reset before the sweep, because a request during it may be for content that the sweep has already passed.
        _isRequested = false;
        try
        {
            if (await SweepAsync(stoppingToken))
            {
                RequestSweep();
            }
        }
        catch
        {
            RequestSweep();
            throw;
        }
    }

    protected override void LogFailure(Exception exception) => LogSweepFailed(logger, exception);

    /// <summary>Removes unfinished uploads whose process was killed. The file of an upload in progress on any node is locked.</summary>
    private void RemoveAbandoned()
    {
        var folder = new DirectoryInfo(options.Value.Folder);
        foreach (var file in folder.Exists ? folder.EnumerateFiles($"*{FilesFolder.UnfinishedExtension}", SearchOption.AllDirectories) : [])
        {
            try
            {
                new FileStream(file.FullName, FileMode.Open, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose).Dispose();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Still being written, or cannot be removed now. A later sweep removes it.
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Unreferenced file content could not be removed; the next run will retry")]
    private static partial void LogSweepFailed(ILogger logger, Exception exception);
}

using System.IO;
using Dots.Application.Common;
using Dots.Infrastructure.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Files;

/// <summary>Removes bytes that no file of the database refers to: replaced and deleted content, and uploads that were never completed.</summary>
internal sealed partial class FileSweeper(
    IServiceScopeFactory scopes, IOptions<FileStoreOptions> options, TimeProvider clock, ILogger<FileSweeper> logger)
    : PeriodicService(clock)
{
    private const int PageSize = 500;

    private readonly TimeProvider _clock = clock;

    // A sweep lists the whole folder, so there is one only on request. The first is for what an earlier process has left.
    private volatile bool _isRequested = true;
    private bool _hasRemovedAbandoned;

    /// <inheritdoc/>
    /// <remarks>To remove abandoned uploads; the first sweep follows an interval later.</remarks>
    protected override bool RunsAtStart => true;

    protected override TimeSpan Interval => TimeSpan.FromMinutes(1);

    /// <summary>Has a sweep run within a minute. Thread-safe. A request that is made during a sweep causes another one.</summary>
    public void RequestSweep() => _isRequested = true;

    /// <summary>Removes what is not referred to, except for bytes so young that their upload may be about to be saved.</summary>
    /// <returns>Whether such young bytes were left, so that another sweep is needed.</returns>
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

        // Reset before the sweep, which may already have passed what the next request is about.
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

    /// <summary>Removes unfinished uploads whose process was killed. The file of an upload in progress, on whatever node, is locked.</summary>
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
                // Still being written, or not removable now; sweeps remove it when it is old enough.
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Bytes that no file refers to could not be removed; trying again")]
    private static partial void LogSweepFailed(ILogger logger, Exception exception);
}

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

    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private readonly TimeProvider _clock = clock;

    // A sweep lists the whole folder, so it only runs when something may have been left. The first one removes what an earlier process has left.
    private volatile bool _isSweepRequested = true;
    private DateTimeOffset _nextSweep;

    /// <inheritdoc/>
    protected override bool RunsAtStart => true;

    protected override TimeSpan Interval => TimeSpan.FromSeconds(10);

    private string Folder => options.Value.Folder;

    /// <summary>Removes contents that no file refers to any more. Never throws: what cannot be removed now is removed later. Thread-safe.</summary>
    public async Task ReleaseAsync(IReadOnlyCollection<Guid> contentIds)
    {
        try
        {
            var used = await FindUsedAsync(contentIds, CancellationToken.None);
            foreach (var id in contentIds.Where(id => !used.Contains(id)))
            {
                Release(id);
            }
        }
        catch (Exception exception)
        {
            // The command that has removed the files is committed, and must not fail any more.
            LogSweepFailed(logger, exception);
            _isSweepRequested = true;
        }
    }

    /// <summary>Removes all unreferenced content, unless it is so young that it may belong to an upload of another version of the server.</summary>
    /// <returns>Whether such young content was left, so that another sweep is needed.</returns>
    public async Task<bool> SweepAsync(CancellationToken cancellationToken)
    {
        var hasYoung = false;
        var subfolders = Directory.Exists(Folder)
            ? Directory.EnumerateDirectories(Folder).Where(path => System.IO.Path.GetFileName(path) is not (FilesFolder.Uploading or FilesFolder.Removed))
            : [];
        foreach (var page in subfolders.SelectMany(path => new DirectoryInfo(path).EnumerateFiles()).Chunk(PageSize))
        {
            // Listed before the look-up: a content gets its place after the commit of its file, so the look-up sees that file.
            var used = await FindUsedAsync([.. page.Select(IdOf)], cancellationToken);
            foreach (var file in page.Where(file => !used.Contains(IdOf(file)) && IsOfTheStore(file)))
            {
                if (IsYoung(file) || !TryDelete(file.FullName))
                {
                    hasYoung = true;
                }
            }
        }

        return hasYoung;
    }

    protected override async Task RunAsync(CancellationToken stoppingToken)
    {
        RemoveReleased();
        await ResolveAbandonedAsync(stoppingToken);
        if (!_isSweepRequested || _clock.GetUtcNow() < _nextSweep)
        {
            return;
        }

        // Reset before the sweep, because a request during it may be for content that the sweep has already passed.
        _isSweepRequested = false;
        _nextSweep = _clock.GetUtcNow() + SweepInterval;
        try
        {
            _isSweepRequested |= await SweepAsync(stoppingToken);
        }
        catch
        {
            _isSweepRequested = true;
            throw;
        }
    }

    protected override void LogFailure(Exception exception) => LogSweepFailed(logger, exception);

    private static Guid IdOf(FileInfo file) => Guid.TryParseExact(file.Name, "N", out var id) ? id : Guid.Empty;

    private static bool IsOfTheStore(FileInfo file) => IdOf(file) != Guid.Empty || file.Extension == FilesFolder.UnfinishedExtension;

    private FileInfo[] FilesIn(string subfolder) =>
        new DirectoryInfo(System.IO.Path.Combine(Folder, subfolder)) is { Exists: true } folder ? folder.GetFiles() : [];

    private bool IsYoung(FileInfo file) => file.LastWriteTimeUtc > _clock.GetUtcNow() - options.Value.AbandonedAfter;

    private async Task<HashSet<Guid>> FindUsedAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IDotsDbContext>();
        return await db.Files.Where(file => ids.Contains(file.Content.Id)).Select(file => file.Content.Id).ToHashSetAsync(cancellationToken);
    }

    /// <summary>Moves a content to where its bytes count as removed, and deletes it there unless it is still being read.</summary>
    private void Release(Guid id)
    {
        var removed = FilesFolder.PathIn(Folder, FilesFolder.Removed, id);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(removed)!);
        if ((TryMove(FilesFolder.PathOf(Folder, id), removed) || TryMove(FilesFolder.PathIn(Folder, FilesFolder.Uploading, id), removed)) && !IsBackupInProgress())
        {
            TryDelete(removed);
        }
    }

    /// <summary>Removes contents that were being read when they were released.</summary>
    private void RemoveReleased()
    {
        if (!IsBackupInProgress())
        {
            foreach (var file in FilesIn(FilesFolder.Removed))
            {
                TryDelete(file.FullName);
            }
        }
    }

    /// <summary>
    /// Decides about uploads whose process has died, or that did not learn the outcome of their transaction: the database knows.
    /// </summary>
    private async Task ResolveAbandonedAsync(CancellationToken cancellationToken)
    {
        var abandoned = FilesIn(FilesFolder.Uploading).Where(file => !IsYoung(file) && !IsLocked(file.FullName)).ToList();
        if (abandoned.Count == 0)
        {
            return;
        }

        var used = await FindUsedAsync([.. abandoned.Select(IdOf)], cancellationToken);
        foreach (var file in abandoned)
        {
            if (used.Contains(IdOf(file)))
            {
                var path = FilesFolder.PathOf(Folder, IdOf(file));
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
                TryMove(file.FullName, path);
            }
            else
            {
                TryDelete(file.FullName);
            }
        }
    }

    /// <summary>A backup copies what it finds, and must not miss a file that was deleted after its snapshot of the database.</summary>
    private bool IsBackupInProgress() =>
        new FileInfo(System.IO.Path.Combine(Folder, FilesFolder.BackupMarker)) is { Exists: true } marker
        && marker.LastWriteTimeUtc > _clock.GetUtcNow() - FilesFolder.BackupTimeout;

    private static bool TryMove(string from, string to)
    {
        try
        {
            File.Move(from, to);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
    }

    private static bool IsLocked(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0).Dispose();
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    /// <summary>
    /// Deletes a file unless a reader or writer on any node has it open: it would go on to use the disk then, where nothing counts it any more.
    /// </summary>
    /// <returns>Whether the file is gone.</returns>
    private static bool TryDelete(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Unreferenced file content could not be removed; the next run will retry")]
    private static partial void LogSweepFailed(ILogger logger, Exception exception);
}

using System.Buffers;
using System.IO;
using System.Security.Cryptography;
using Dots.Application.Activities.Files;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Dots.Infrastructure.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Path = System.IO.Path;

namespace Dots.Infrastructure.Files;

/// <summary>
/// Files in a folder, named by a number of their own, so that no name that a client chooses can lead anywhere. An upload is written under
/// another ending and renamed when all of it is on the disk.
/// </summary>
internal sealed partial class FileStore(
    IServiceScopeFactory scopes, IOptions<FileStoreOptions> options, TimeProvider clock, ILogger<FileStore> logger)
    : BackgroundService, IFileStore
{
    internal const string Unfinished = ".part";
    private const int BufferSize = 64 * 1024;

    /// <summary>ENOSPC and EDQUOT of Linux, as .NET reports them, and ERROR_DISK_FULL of Windows.</summary>
    private static readonly int[] DiskFull = [28, 122, unchecked((int)0x80070070)];

    private static readonly TimeSpan SweepInterval = TimeSpan.FromMinutes(1);

    private volatile bool _isNudged = true;

    /// <inheritdoc/>
    public async Task<FileContent> ReceiveAsync(Stream bytes, long maxBytes, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        var unfinished = PathOf(id) + Unfinished;
        Directory.CreateDirectory(Path.GetDirectoryName(unfinished)!);
        try
        {
            var content = await WriteAsync(id, bytes, unfinished, maxBytes, cancellationToken);
            File.Move(unfinished, PathOf(id));
            return content;
        }
        catch (Exception exception)
        {
            File.Delete(unfinished);
            throw exception is IOException io && DiskFull.Contains(io.HResult)
                ? new OutOfSpaceException("The disk is full; nothing was kept.")
                : exception;
        }
    }

    /// <inheritdoc/>
    public Stream? TryOpen(Guid contentId)
    {
        try
        {
            return new FileStream(
                PathOf(contentId), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Nudge() => _isNudged = true;

    /// <summary>Removes what no file names. What is younger than an upload takes to be saved is left for the next time.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var folder = new DirectoryInfo(options.Value.Folder);
        var before = clock.GetUtcNow() - options.Value.UploadTime;
        if (!folder.Exists)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DotsDbContext>();
        foreach (var page in folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LastWriteTimeUtc < before).Chunk(500))
        {
            var ids = page.Select(file => Guid.TryParse(file.Name, out var id) ? id : Guid.Empty).ToList();
            var named = await db.Files.Where(file => ids.Contains(file.Content.Id)).Select(file => file.Content.Id).ToListAsync(cancellationToken);
            foreach (var (file, id) in page.Zip(ids).Where(pair => !named.Contains(pair.Second)))
            {
                // Nothing but what this store has written is touched.
                if (id != Guid.Empty || file.Name.EndsWith(Unfinished, StringComparison.Ordinal))
                {
                    file.Delete();
                }
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        RemoveAbandoned();
        while (true)
        {
            await Task.Delay(SweepInterval, clock, stoppingToken);
            if (!_isNudged)
            {
                continue;
            }

            try
            {
                _isNudged = false;
                await SweepAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                _isNudged = true;
                LogSweepFailed(logger, exception);
            }
        }
    }

    /// <summary>Removes what uploads left behind whose process was killed. The file of one that is under way, on whatever node, is locked.</summary>
    private void RemoveAbandoned()
    {
        var folder = new DirectoryInfo(options.Value.Folder);
        foreach (var file in folder.Exists ? folder.EnumerateFiles($"*{Unfinished}", SearchOption.AllDirectories) : [])
        {
            try
            {
                new FileStream(file.FullName, FileMode.Open, FileAccess.Write, FileShare.None, 0, FileOptions.DeleteOnClose).Dispose();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Somebody is writing it; whatever else it may be goes by its age.
            }
        }
    }

    private static async Task<FileContent> WriteAsync(
        Guid id, Stream bytes, string path, long maxBytes, CancellationToken cancellationToken)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            long size = 0;
            int read;
            while ((read = await bytes.ReadAsync(buffer, cancellationToken)) > 0)
            {
                size += read;
                if (size > maxBytes)
                {
                    throw new TooLargeException(maxBytes);
                }

                sha256.AppendData(buffer, 0, read);
                md5.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            // The name must not be on the disk before the content is.
            file.Flush(flushToDisk: true);
            return new FileContent(
                id, size, Convert.ToHexStringLower(sha256.GetHashAndReset()), Convert.ToHexStringLower(md5.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Folders of a few thousand files each stay quick on every file system.
    private string PathOf(Guid id) => Path.Combine(options.Value.Folder, id.ToString("N")[..2], id.ToString("N"));

    [LoggerMessage(LogLevel.Warning, "What no file names any more could not be removed; trying again")]
    private static partial void LogSweepFailed(ILogger logger, Exception exception);
}

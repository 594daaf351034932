using System.Buffers;
using System.IO;
using System.Security.Cryptography;
using Dots.Application.Activities.Files;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Files;

/// <summary>Stores files in a folder; <see cref="FilesFolder"/> describes it.</summary>
internal sealed class FileStore(FileSpace space, FileSweeper sweeper, FileLimits limits, IOptions<FileStoreOptions> options) : IFileStore
{
    private const int BufferSize = 64 * 1024;

    /// <summary>How much more is reserved at once for an upload of unknown length: each reservation costs a query.</summary>
    private const int ReservedAhead = 1024 * 1024;

    /// <summary>ENOSPC and EDQUOT of Linux, as .NET reports them, and ERROR_DISK_FULL of Windows.</summary>
    private static readonly int[] DiskFull = [28, 122, unchecked((int)0x80070070)];

    private string Folder => options.Value.Folder;

    /// <inheritdoc/>
    public async Task<IReceivedContent> ReceiveAsync(Stream bytes, long? length, long maxBytes, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        var path = FilesFolder.PathIn(Folder, FilesFolder.Uploading, id);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0, FileOptions.Asynchronous);
        try
        {
            var content = await WriteAsync(id, bytes, length, file, maxBytes, cancellationToken);
            await file.DisposeAsync();

            // Locked again, but shared: readers may ask for it as soon as its file is committed.
            return new ReceivedContent(Folder, path, TryOpen(path)!, content);
        }
        catch (Exception exception)
        {
            File.Delete(path);
            await file.DisposeAsync();
            if (exception is IOException && DiskFull.Contains(exception.HResult))
            {
                throw new OutOfSpaceException("The disk is full; the file was not saved.");
            }

            throw;
        }
    }

    /// <inheritdoc/>
    public Stream? TryOpen(Guid contentId)
    {
        var path = FilesFolder.PathOf(Folder, contentId);

        // It is moved to its place just after the commit that makes it visible here, possibly between the first two attempts.
        return TryOpen(path) ?? TryOpen(FilesFolder.PathIn(Folder, FilesFolder.Uploading, contentId)) ?? TryOpen(path);
    }

    /// <inheritdoc/>
    public Task ReleaseAsync(IReadOnlyCollection<Guid> contentIds) => sweeper.ReleaseAsync(contentIds);

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private async Task<FileContent> WriteAsync(
        Guid id, Stream bytes, long? length, FileStream file, long maxBytes, CancellationToken cancellationToken)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        await ReserveAsync(file, length ?? 0, length ?? 0, cancellationToken);
        var reserved = length ?? 0;
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

                if (size > reserved)
                {
                    reserved = await ReserveAsync(file, size, Math.Min(size + ReservedAhead, maxBytes), cancellationToken);
                }

                sha256.AppendData(buffer, 0, read);
                md5.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            // Before the rename: after a power failure, the final name must not exist without the content.
            file.SetLength(size);
            file.Flush(flushToDisk: true);
            return new FileContent(
                id, size, Convert.ToHexStringLower(sha256.GetHashAndReset()), Convert.ToHexStringLower(md5.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <returns>How many bytes the file has room for: <paramref name="wanted"/>, or <paramref name="needed"/> if there is no room for so many.</returns>
    private async Task<long> ReserveAsync(FileStream file, long needed, long wanted, CancellationToken cancellationToken)
    {
        if (await space.TryReserveAsync(file, wanted, cancellationToken))
        {
            return wanted;
        }

        return needed < wanted && await space.TryReserveAsync(file, needed, cancellationToken)
            ? needed
            : throw new OutOfSpaceException(
                $"Everything that is stored may have {limits.MaxTotalBytes} bytes, uploads in progress and replaced files that are still being read included.");
    }

    /// <summary>Keeps its file locked until its fate is known, so that no other node takes it for abandoned.</summary>
    private sealed class ReceivedContent(string folder, string path, FileStream file, FileContent content) : IReceivedContent
    {
        private bool _isDecided;

        public FileContent Content => content;

        public async Task KeepAsync()
        {
            var place = FilesFolder.PathOf(folder, content.Id);
            try
            {
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(place)!);
                File.Move(path, place);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Either its file has been replaced already, and the content been removed; or it stays where it is, where readers find it as well,
                // until the sweeper moves it.
            }

            await LeaveAsync();
        }

        public async Task LeaveAsync()
        {
            _isDecided = true;
            await file.DisposeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (!_isDecided)
            {
                // Deleted first: once unlocked, it could be taken for abandoned by the sweeper at the same time.
                File.Delete(path);
                await LeaveAsync();
            }
        }
    }
}

using System.Buffers;
using System.IO;
using System.Security.Cryptography;
using Dots.Application.Activities.Files;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Files;

/// <summary>
/// Stores files in a folder. An upload is written under a temporary name, and renamed once it is completely on the disk.
/// </summary>
internal sealed class FileStore(FileSweeper sweeper, IOptions<FileStoreOptions> options) : IFileStore
{
    private const int BufferSize = 64 * 1024;

    /// <summary>ENOSPC and EDQUOT of Linux, as .NET reports them, and ERROR_DISK_FULL of Windows.</summary>
    private static readonly int[] DiskFull = [28, 122, unchecked((int)0x80070070)];

    /// <inheritdoc/>
    public async Task<FileContent> ReceiveAsync(Stream bytes, long maxBytes, CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid();
        var path = FilesFolder.PathOf(options.Value.Folder, id);
        var unfinished = path + FilesFolder.UnfinishedExtension;
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(unfinished)!);
        try
        {
            var content = await WriteAsync(id, bytes, unfinished, maxBytes, cancellationToken);
            File.Move(unfinished, path);
            return content;
        }
        catch (Exception exception)
        {
            File.Delete(unfinished);
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
        try
        {
            return new FileStream(
                FilesFolder.PathOf(options.Value.Folder, contentId),
                FileMode.Open,
                FileAccess.Read,
                FileShare.Read | FileShare.Delete,
                BufferSize,
                FileOptions.Asynchronous);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void RequestSweep() => sweeper.RequestSweep();

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

            // Before the rename: after a power failure, the final name must not exist without the content.
            file.Flush(flushToDisk: true);
            return new FileContent(
                id, size, Convert.ToHexStringLower(sha256.GetHashAndReset()), Convert.ToHexStringLower(md5.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

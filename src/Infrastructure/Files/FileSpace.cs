using Dots.Application.Activities.Files;
using Dots.Application.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dots.Infrastructure.Files;

/// <summary>What is on the disk, over all nodes, and how much more may be. Thread-safe.</summary>
internal sealed class FileSpace(IServiceScopeFactory scopes, IOptions<FileStoreOptions> options, FileLimits limits) : IDisposable
{
    // Two uploads that reserve at the same time would each see the other's reservation, and both be refused where there is room for one.
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>The bytes of contents that a file refers to, of uploads in progress, and of removed contents that are still being read.</summary>
    public async Task<long> ReadUsedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IDotsDbContext>();

        // Uploads before the database: one that is committed in between is counted twice, but never missed.
        var folder = options.Value.Folder;
        var uploading = FilesFolder.BytesIn(folder, FilesFolder.Uploading);
        var stored = await db.Files.SumAsync(file => file.Content.Size, cancellationToken);
        return uploading + stored + FilesFolder.BytesIn(folder, FilesFolder.Removed);
    }

    /// <summary>Extends an upload's file to <paramref name="length"/>, unless everything on the disk would exceed the limit.</summary>
    /// <returns>Whether the file was extended.</returns>
    /// <remarks>
    /// The reservation is the length of the file, where all nodes see it. It is checked once more after it was made, so that two nodes that reserve
    /// at the same time may both be refused, but never exceed the limit together.
    /// </remarks>
    public async Task<bool> TryReserveAsync(System.IO.FileStream upload, long length, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var before = upload.Length;
            if (await ReadUsedAsync(cancellationToken) - before + length > limits.MaxTotalBytes)
            {
                return false;
            }

            upload.SetLength(length);
            if (await ReadUsedAsync(cancellationToken) <= limits.MaxTotalBytes)
            {
                return true;
            }

            upload.SetLength(before);
            return false;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}

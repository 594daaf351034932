using System.IO;
using Dots.Application.Activities.Files;
using Dots.Application.Common;
using Dots.Infrastructure.Files;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Tests.Files;

public sealed class FileStoreTests : IAsyncLifetime
{
    private readonly TestDatabase _database = TestDatabase.Create();
    private Node _node = null!;

    private string Folder => System.IO.Path.Combine(_database.Folder, "files");

    public ValueTask InitializeAsync()
    {
        _node = new Node(_database, services => services.Configure<FileStoreOptions>(options => options.Folder = Folder));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Receive_KeepsTheStackTrace_WhenTheUploadFails()
    {
        var receiving = () => _node.Get<IFileStore>().ReceiveAsync(new BrokenStream(), 100, CancellationToken.None);

        var failure = (await receiving.Should().ThrowAsync<InvalidOperationException>()).Which;

        failure.StackTrace.Should().Contain(nameof(BrokenStream.ReadAsync));
        Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public async Task Receive_ThrowsOutOfSpace_WhenTheDiskIsFull()
    {
        const int noSpaceLeft = 28;
        var full = new IOException("No space left on device", noSpaceLeft);

        var receiving = () => _node.Get<IFileStore>().ReceiveAsync(new BrokenStream(full), 100, CancellationToken.None);

        await receiving.Should().ThrowAsync<OutOfSpaceException>();
        Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    private sealed class BrokenStream(Exception? failure = null) : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            throw failure ?? new InvalidOperationException();
        }
    }
}

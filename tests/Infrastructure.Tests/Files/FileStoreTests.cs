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
        _node = NewNode();
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
        var receiving = () => _node.Get<IFileStore>().ReceiveAsync(new BrokenStream(), null, 100, CancellationToken.None);

        var failure = (await receiving.Should().ThrowAsync<InvalidOperationException>()).Which;

        failure.StackTrace.Should().Contain(nameof(BrokenStream.ReadAsync));
        Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Fact]
    public async Task Receive_ThrowsOutOfSpace_WhenTheDiskIsFull()
    {
        const int noSpaceLeft = 28;
        var full = new IOException("No space left on device", noSpaceLeft);

        var receiving = () => _node.Get<IFileStore>().ReceiveAsync(new BrokenStream(full), 50, 100, CancellationToken.None);

        await receiving.Should().ThrowAsync<OutOfSpaceException>();
        Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Receive_Throws_WhenUploadsInProgressOnAllNodesLeaveNoRoom(bool isLengthKnown)
    {
        await using var other = NewNode();
        var (held, rest) = (new HeldStream(), new byte[400_000]);
        var receiving = _node.Get<IFileStore>().ReceiveAsync(held, 700_000, 1_000_000, CancellationToken.None);
        await Waiting.UntilAsync(() => BytesOnDisk() == 700_000, "the room is reserved");

        var refused = () => other.Get<IFileStore>().ReceiveAsync(
            new MemoryStream(rest), isLengthKnown ? rest.Length : null, 1_000_000, CancellationToken.None);
        await refused.Should().ThrowAsync<OutOfSpaceException>();

        BytesOnDisk().Should().Be(700_000, "what was refused leaves nothing");
        await (await other.Get<IFileStore>().ReceiveAsync(new MemoryStream(rest[..300_000]), null, 1_000_000, CancellationToken.None)).DisposeAsync();
        held.Break();
        await receiving.Awaiting(task => task).Should().ThrowAsync<InvalidOperationException>();
        BytesOnDisk().Should().Be(0);
        await (await refused()).DisposeAsync();
    }

    [Fact]
    public async Task Receive_CountsRemovedContent_WhileItIsBeingRead()
    {
        var store = _node.Get<IFileStore>();
        await using var received = await store.ReceiveAsync(new MemoryStream(new byte[700_000]), 700_000, 1_000_000, CancellationToken.None);
        await received.KeepAsync();
        await using (var reader = store.TryOpen(received.Content.Id)!)
        {
            await store.ReleaseAsync([received.Content.Id]);

            var refused = () => store.ReceiveAsync(new MemoryStream(new byte[400_000]), 400_000, 1_000_000, CancellationToken.None);
            await refused.Should().ThrowAsync<OutOfSpaceException>();
            store.TryOpen(received.Content.Id).Should().BeNull();
            (await reader.ReadAtLeastAsync(new byte[700_000], 700_000)).Should().Be(700_000);
        }
    }

    [Fact]
    public async Task Open_FindsContent_WhoseNodeDiedBetweenTheCommitAndTheMove()
    {
        var store = _node.Get<IFileStore>();
        await using var received = await store.ReceiveAsync(new MemoryStream([1, 2, 3]), 3, 100, CancellationToken.None);

        await received.LeaveAsync();

        await using var reader = store.TryOpen(received.Content.Id);
        reader!.Length.Should().Be(3);
    }

    private Node NewNode() => new(_database, services => services
        .Configure<FileStoreOptions>(options => options.Folder = Folder)
        .Configure<FileLimits>(limits => limits.MaxTotalBytes = 1_000_000));

    private long BytesOnDisk() => Directory.Exists(Folder)
        ? new DirectoryInfo(Folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
        : 0;

    private sealed class HeldStream : MemoryStream
    {
        private readonly TaskCompletionSource<int> _read = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Break() => _read.SetException(new InvalidOperationException("The client has disconnected."));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(_read.Task);
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

using System.IO;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Dots.Infrastructure.Files;
using Dots.Infrastructure.Tests.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Path = System.IO.Path;

namespace Dots.Infrastructure.Tests.Files;

public sealed class FileSweeperTests : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly SteppedClock _clock = new();
    private readonly FileStoreOptions _options = new();
    private Node _node = null!;
    private FileSweeper _sweeper = null!;
    private Action _beforeLookUp = () => { };
    private int _lookUps;

    public ValueTask InitializeAsync()
    {
        _options.Folder = Path.Combine(_database.Folder, "files");
        Directory.CreateDirectory(_options.Folder);
        _node = new Node(_database);
        _sweeper = new FileSweeper(new Scopes(this), Options.Create(_options), _clock, NullLogger<FileSweeper>.Instance);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _sweeper.StopAsync(CancellationToken.None);
        _sweeper.Dispose();
        await _node.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Release_RemovesTheBytesAtOnce_UnlessAFileRefersToThem()
    {
        var (kept, released) = (Write(PlaceOf(await AddFileAsync())), Write(PlaceOf(Guid.NewGuid())));

        await _sweeper.ReleaseAsync([IdOf(kept), IdOf(released)]);

        Remaining().Should().Equal(kept);
    }

    [Fact]
    public async Task Release_RemovesTheBytesLater_WhenTheyAreBeingRead()
    {
        var released = Write(PlaceOf(Guid.NewGuid()));
        await using (File.Open(released, FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            await _sweeper.ReleaseAsync([IdOf(released)]);
            await RunAsync();

            Remaining().Should().Equal(Path.Combine(_options.Folder, FilesFolder.Removed, Path.GetFileName(released)));
        }

        await PassAsync(Minute);
        Remaining().Should().BeEmpty();
    }

    [Fact]
    public async Task Release_RemovesTheBytesLater_WhenTheDatabaseIsUnavailable()
    {
        var released = Write(PlaceOf(Guid.NewGuid()), _clock.GetUtcNow().AddHours(-1));
        _beforeLookUp = () =>
        {
            _beforeLookUp = () => { };
            throw new OperationCanceledException("A timeout of the database.");
        };

        await _sweeper.ReleaseAsync([IdOf(released)]);
        Remaining().Should().Equal(released);

        await RunAsync();
        Remaining().Should().BeEmpty();
    }

    [Fact]
    public async Task Release_KeepsTheBytesForABackup_WhileItIsInProgress()
    {
        var marker = Write(FilesFolder.BackupMarker, _clock.GetUtcNow());
        var released = Write(PlaceOf(Guid.NewGuid()));

        await _sweeper.ReleaseAsync([IdOf(released)]);
        await RunAsync();
        Remaining().Should().Contain(path => path.EndsWith(Path.GetFileName(released), StringComparison.Ordinal));

        // It was killed, and touches its marker no more.
        await PassAsync(FilesFolder.BackupTimeout * 2);
        Remaining().Should().Equal(marker);
    }

    [Fact]
    public async Task Run_DecidesByTheDatabase_AboutUploadsThatWereAbandoned()
    {
        var old = _clock.GetUtcNow() - (_options.AbandonedAfter * 2);
        var (committed, lost, locked) = (await AddFileAsync(), Guid.NewGuid(), Guid.NewGuid());
        Write(UploadOf(committed), old);
        Write(UploadOf(lost), old);
        var young = Write(UploadOf(Guid.NewGuid()), _clock.GetUtcNow());
        await using var upload = new FileStream(Write(UploadOf(locked), old), FileMode.Open, FileAccess.Write, FileShare.None);

        await RunAsync();

        Remaining().Should().BeEquivalentTo(young, upload.Name, Path.Combine(_options.Folder, PlaceOf(committed)));
    }

    [Fact]
    public async Task Sweep_RemovesUnreferencedContent_OnceItIsOldEnough()
    {
        var used = Write(PlaceOf(await AddFileAsync()), _clock.GetUtcNow().AddHours(-1));
        var foreign = Write(Path.Combine("ab", "README"), _clock.GetUtcNow().AddHours(-1));
        Write(PlaceOf(Guid.NewGuid()), _clock.GetUtcNow().AddHours(-1));
        Write($"{PlaceOf(Guid.NewGuid())}{FilesFolder.UnfinishedExtension}", _clock.GetUtcNow().AddHours(-1));
        var young = Write(PlaceOf(Guid.NewGuid()), _clock.GetUtcNow());

        await RunAsync();
        Remaining().Should().BeEquivalentTo(used, foreign, young);

        await PassAsync(Minute);
        Remaining().Should().BeEquivalentTo(used, foreign);
    }

    [Fact]
    public async Task Sweep_IsNotRepeated_WhenNothingIsLeftToRemove()
    {
        Write(PlaceOf(await AddFileAsync()));
        await RunAsync();

        for (var minute = 0; minute < 3; minute++)
        {
            await PassAsync(Minute);
        }

        _lookUps.Should().Be(1);
    }

    [Fact]
    public async Task Sweep_IsRepeated_WhenItFails()
    {
        var unreferenced = Write(PlaceOf(Guid.NewGuid()), _clock.GetUtcNow().AddHours(-1));
        _beforeLookUp = () =>
        {
            _beforeLookUp = () => { };
            throw new OperationCanceledException("A timeout of the database.");
        };
        await RunAsync();

        await PassAsync(Minute);
        File.Exists(unreferenced).Should().BeFalse();
    }

    private static Guid IdOf(string path) => Guid.ParseExact(Path.GetFileName(path), "N");

    private static string PlaceOf(Guid id) => FilesFolder.PathOf("", id);

    private static string UploadOf(Guid id) => FilesFolder.PathIn("", FilesFolder.Uploading, id);

    /// <summary>Starts the sweeper and returns after its first run. The next one follows when time passes.</summary>
    private async Task RunAsync()
    {
        await _sweeper.StartAsync(CancellationToken.None);
        await _clock.WaitForTimerAsync();
    }

    /// <summary>Lets time pass, and returns after the run that has become due.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        _clock.Pass(time);
        await _clock.WaitForTimerAsync();
    }

    private string[] Remaining() => Directory.GetFiles(_options.Folder, "*", SearchOption.AllDirectories);

    private string Write(string name, DateTimeOffset? writtenAt = null)
    {
        var path = Path.Combine(_options.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "x");
        File.SetLastWriteTimeUtc(path, (writtenAt ?? _clock.GetUtcNow()).UtcDateTime);
        return path;
    }

    /// <returns>The id of its content.</returns>
    private async Task<Guid> AddFileAsync()
    {
        var content = new FileContent(Guid.NewGuid(), 1, "sha", "md5");
        await _node.InScopeAsync<IDotsDbContext, int>(db =>
        {
            var file = new ActivityFile(Guid.NewGuid(), "a");
            file.ReplaceContent(content, "text/plain", "ada", _clock.GetUtcNow());
            db.Files.Add(file);
            return db.SaveChangesAsync(CancellationToken.None);
        });
        return content.Id;
    }

    private sealed class Scopes(FileSweeperTests tests) : IServiceScopeFactory
    {
        public IServiceScope CreateScope()
        {
            tests._lookUps++;
            tests._beforeLookUp();
            return tests._node.Get<IServiceScopeFactory>().CreateScope();
        }
    }
}

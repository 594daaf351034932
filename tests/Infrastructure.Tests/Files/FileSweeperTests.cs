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
    private Action _beforeSweep = () => { };
    private int _sweeps;

    public async ValueTask InitializeAsync()
    {
        _options.Folder = Path.Combine(_database.Folder, "files");
        Directory.CreateDirectory(_options.Folder);
        _node = new Node(_database);
        _sweeper = new FileSweeper(new Scopes(this), Options.Create(_options), _clock, NullLogger<FileSweeper>.Instance);
        await _sweeper.StartAsync(CancellationToken.None);

        // The first run removes abandoned uploads, and the second is the sweep that follows each start.
        await _clock.StepAsync(Minute);
        await _clock.StepAsync(Minute);
        _sweeps.Should().Be(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _sweeper.StopAsync(CancellationToken.None);
        _sweeper.Dispose();
        await _node.DisposeAsync();
        _database.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData(FilesFolder.UnfinishedExtension)]
    public async Task Sweep_RemovesBytesOnceTheyAreOldEnough_WhenNoFurtherSweepIsRequested(string extension)
    {
        var young = Write($"{Guid.NewGuid():N}{extension}");
        _sweeper.RequestSweep();

        await _clock.StepAsync(Minute);
        File.Exists(young).Should().BeTrue("its upload may be about to be saved");

        for (var minute = 0; minute <= _options.UploadTime.TotalMinutes; minute++)
        {
            await _clock.StepAsync(Minute);
        }

        await _clock.StepAsync(Minute);
        File.Exists(young).Should().BeFalse();
    }

    [Fact]
    public async Task Sweep_IsNotRepeated_WhenNothingIsLeftToRemove()
    {
        var content = new FileContent(Guid.NewGuid(), 1, "sha", "md5");
        await _node.InScopeAsync<IDotsDbContext, int>(db =>
        {
            var file = new ActivityFile(Guid.NewGuid(), "a");
            file.ReplaceContent(content, "text/plain", "ada", _clock.GetUtcNow());
            db.Files.Add(file);
            return db.SaveChangesAsync(CancellationToken.None);
        });
        var used = Write($"{content.Id:N}");
        var foreign = Write("README");
        _sweeper.RequestSweep();

        for (var minute = 0; minute < 10; minute++)
        {
            await _clock.StepAsync(Minute);
        }

        _sweeps.Should().Be(2);
        (File.Exists(used), File.Exists(foreign)).Should().Be((true, true));
    }

    [Fact]
    public async Task Request_IsKept_WhenItIsMadeDuringASweep()
    {
        _beforeSweep = () =>
        {
            _beforeSweep = () => { };
            _sweeper.RequestSweep();
        };
        _sweeper.RequestSweep();

        for (var minute = 0; minute < 4; minute++)
        {
            await _clock.StepAsync(Minute);
        }

        _sweeps.Should().Be(3);
    }

    [Fact]
    public async Task Sweep_IsRepeated_WhenItFails()
    {
        _beforeSweep = () =>
        {
            _beforeSweep = () => { };
            throw new OperationCanceledException("A timeout of the database.");
        };
        _sweeper.RequestSweep();

        for (var minute = 0; minute < 4; minute++)
        {
            await _clock.StepAsync(Minute);
        }

        _sweeps.Should().Be(3);
    }

    private string Write(string name)
    {
        var path = Path.Combine(_options.Folder, name);
        File.WriteAllText(path, "x");
        File.SetLastWriteTimeUtc(path, _clock.GetUtcNow().UtcDateTime);
        return path;
    }

    private sealed class Scopes(FileSweeperTests tests) : IServiceScopeFactory
    {
        public IServiceScope CreateScope()
        {
            tests._sweeps++;
            tests._beforeSweep();
            return tests._node.Get<IServiceScopeFactory>().CreateScope();
        }
    }
}

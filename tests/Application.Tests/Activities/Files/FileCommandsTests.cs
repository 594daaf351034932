using Dots.Application.Activities.Files;
using Dots.Application.Common;
using Dots.Domain.Activities;
using Microsoft.EntityFrameworkCore;
using NSubstitute;
using Stream = System.IO.Stream;

namespace Dots.Application.Tests.Activities.Files;

/// <summary>The file commands, and the order of an upload's steps.</summary>
public sealed class FileCommandsTests : IDisposable
{
    private static readonly FileContent Content = new(Guid.NewGuid(), 100, "sha", "md5");

    private readonly UseCase _useCase = new();
    private readonly IFileStore _store = Substitute.For<IFileStore>();
    private readonly IReceivedContent _received = Substitute.For<IReceivedContent>();
    private readonly RemovedFiles _removed = new();
    private readonly LiveUploads _live;
    private readonly IFileUrls _urls = Substitute.For<IFileUrls>();
    private readonly FileLimits _limits = new() { MaxBytes = 150, MaxTotalBytes = 200 };

    public FileCommandsTests()
    {
        _live = new LiveUploads(_limits);
        _urls.UrlOf(default, "").ReturnsForAnyArgs(call => $"/{call.Arg<Guid>()}/{call.Arg<string>()}");
        _received.Content.Returns(Content);
        _store.ReceiveAsync(Arg.Any<Stream>(), Arg.Any<long?>(), 150, Arg.Any<CancellationToken>()).Returns(_received);
    }

    private DateTimeOffset Now => _useCase.Clock.Now;

    public void Dispose() => _useCase.Dispose();

    [Fact]
    public async Task Save_PublishesTheUpload_WhenTheFileOrItsContentIsNew()
    {
        var activity = await _useCase.AddActivityAsync();
        var other = Content with { Id = Guid.NewGuid(), Size = 7, Sha256 = "sha2", Md5 = "md52" };

        var first = await SaveAsync(activity.Id, Content);
        var same = await SaveAsync(activity.Id, Content with { Id = Guid.NewGuid() });
        var second = await SaveAsync(activity.Id, other);

        (first.Created, same.Created, second.Created).Should().Be((true, false, false));
        (first.IsContentUsed, same.IsContentUsed, second.IsContentUsed).Should().Be((true, false, true));
        _removed.ContentIds.Should().Equal(Content.Id);
        _useCase.Published.Should().Equal(
            new FileUploaded(activity.Id, "a b.zip", 100, "application/zip", "md5", "sha", UrlOf(activity.Id), Callers.Bob, Now),
            new FileUploaded(activity.Id, "a b.zip", 7, "application/zip", "md52", "sha2", UrlOf(activity.Id), Callers.Bob, Now));
        _useCase.UnsavedAtPublish.Should().BeFalse();
        second.File.Should().BeEquivalentTo(new { Name = "a b.zip", Size = 7L, FileHash = "md52", UploaderUsername = "bob" });
        second.File.Url.Should().Be(UrlOf(activity.Id));
        await using var db = _useCase.NewContext();
        (await db.Files.SingleAsync()).Content.Should().Be(other);
    }

    [Fact]
    public async Task Save_Throws_WhenTheSpaceIsUsedUpOrAccessIsDenied()
    {
        var activity = await _useCase.AddActivityAsync();
        var closed = await _useCase.AddActivityAsync(isPrivate: true);
        await SaveAsync(activity.Id, Content);

        await Awaiting(activity.Id, Content with { Size = 101 }, "b").Should().ThrowAsync<OutOfSpaceException>();
        await Awaiting(closed.Id, Content, "b").Should().ThrowAsync<NotFoundException>();
        await Awaiting(Guid.NewGuid(), Content, "b").Should().ThrowAsync<NotFoundException>();
        _useCase.Published.Should().HaveCount(1);
        (await SaveAsync(activity.Id, Content with { Size = 200, Sha256 = "x" })).Created.Should().BeFalse("it replaces another file");

        Func<Task> Awaiting(Guid id, FileContent content, string name) => () => SaveAsync(id, content, name);
    }

    [Fact]
    public async Task Delete_PublishesTheDeletion_WhenTheFileExists()
    {
        var activity = await _useCase.AddActivityAsync();
        await SaveAsync(activity.Id, Content);

        await DeleteAsync(activity.Id, "a b.zip", Callers.Ada);

        _useCase.Published[1].Should().Be(new FileDeleted(activity.Id, "a b.zip", Callers.Ada, Now));
        _removed.ContentIds.Should().Equal(Content.Id);
        _useCase.UnsavedAtPublish.Should().BeFalse();
        await using var db = _useCase.NewContext();
        (await db.Files.AnyAsync()).Should().BeFalse();
    }

    [Fact]
    public async Task Delete_Throws_WhenTheFileIsMissingOrAccessIsDenied()
    {
        var activity = await _useCase.AddActivityAsync(isPrivate: true, members: UseCase.Bob);
        await SaveAsync(activity.Id, Content);
        await using (var db = _useCase.NewContext())
        {
            (await db.Activities.SingleAsync()).SetAccess(isPrivate: true, []);
            await db.SaveChangesAsync();
        }

        _useCase.Db.ChangeTracker.Clear();
        await Awaiting("b", Callers.Ada).Should().ThrowAsync<NotFoundException>();
        await Awaiting("a b.zip", Callers.Bob).Should().ThrowAsync<NotFoundException>();
        await Awaiting("a b.zip", Callers.Visitor).Should().ThrowAsync<NotSignedInException>();
        _useCase.Published.Should().HaveCount(1);

        Func<Task> Awaiting(string name, Caller caller) => () => DeleteAsync(activity.Id, name, caller);
    }

    [Fact]
    public async Task Receive_ChecksThenReceivesThenSaves_WhenTheUploadIsValid()
    {
        var saved = new SavedFile(null!, Created: true, IsContentUsed: true);
        _useCase.Mediator.Send(Arg.Any<SaveFile>(), Arg.Any<CancellationToken>()).Returns(saved);

        (await ReceiveAsync()).Should().BeSameAs(saved);

        Received.InOrder(() =>
        {
            _useCase.Mediator.Send(Arg.Is<CheckUpload>(check => check.Name == "a" && check.Length == 9), Arg.Any<CancellationToken>());
            _store.ReceiveAsync(Stream.Null, 9, 150, Arg.Any<CancellationToken>());
            _useCase.Mediator.Send(Arg.Is<SaveFile>(save => save.Content == Content && save.Caller == Callers.Ada), Arg.Any<CancellationToken>());
            _received.KeepAsync();
        });
    }

    [Fact]
    public async Task Receive_KeepsNothing_WhenTheFileIsRefused()
    {
        _useCase.Mediator.Send(Arg.Any<SaveFile>(), Arg.Any<CancellationToken>()).Returns<SavedFile>(_ => throw new OutOfSpaceException("Full."));

        await FluentActions.Awaiting(ReceiveAsync).Should().ThrowAsync<OutOfSpaceException>();

        await _received.DidNotReceive().KeepAsync();
        await _received.DidNotReceive().LeaveAsync();
        await _received.Received(1).DisposeAsync();
    }

    [Fact]
    public async Task Receive_KeepsNothing_WhenTheFileHasTheSameContent()
    {
        _useCase.Mediator.Send(Arg.Any<SaveFile>(), Arg.Any<CancellationToken>()).Returns(new SavedFile(null!, Created: false, IsContentUsed: false));

        await ReceiveAsync();

        await _received.DidNotReceive().KeepAsync();
        await _received.Received(1).DisposeAsync();
    }

    [Fact]
    public async Task Receive_LeavesTheContentToTheSweeper_WhenTheOutcomeOfTheTransactionIsUnknown()
    {
        _useCase.Mediator.Send(Arg.Any<SaveFile>(), Arg.Any<CancellationToken>()).Returns<SavedFile>(_ => throw new OverloadedException("Unknown."));

        await FluentActions.Awaiting(ReceiveAsync).Should().ThrowAsync<OverloadedException>();

        await _received.DidNotReceive().KeepAsync();
        await _received.Received(1).LeaveAsync();
    }

    [Fact]
    public async Task Receive_IsRefused_WhenTheUserHasTooManyUploadsInProgress()
    {
        _limits.MaxUploadsPerUser = 2;
        _useCase.Mediator.Send(Arg.Any<SaveFile>(), Arg.Any<CancellationToken>()).Returns(new SavedFile(null!, Created: true, IsContentUsed: true));
        using (_live.Enter(Callers.Ada.Required.Id))
        using (_live.Enter(Callers.Ada.Required.Id))
        using (_live.Enter(Callers.Bob.Required.Id))
        {
            await FluentActions.Awaiting(ReceiveAsync).Should().ThrowAsync<TooManyRequestsException>();
        }

        await ReceiveAsync();
        _live.Total.Should().Be(0);
    }

    [Fact]
    public async Task Receive_ReadsNoBody_WhenTheUploadIsRejected()
    {
        _useCase.Mediator.Send(Arg.Any<CheckUpload>(), Arg.Any<CancellationToken>()).Returns<MediatR.Unit>(_ => throw new TooLargeException(150));

        await FluentActions.Awaiting(ReceiveAsync).Should().ThrowAsync<TooLargeException>();

        await _store.DidNotReceiveWithAnyArgs().ReceiveAsync(default!, default, default, default);
    }

    [Fact]
    public async Task SaveFile_RefusesToExceedTheQuotaOfTheUploader()
    {
        var activity = await _useCase.AddActivityAsync();
        _limits.MaxBytesPerUser = 60;
        await SaveAsync(activity.Id, Content with { Size = 40 }, "a");

        var refused = () => SaveAsync(activity.Id, Content with { Id = Guid.NewGuid(), Size = 21, Sha256 = new string('2', 64) }, "b");

        (await refused.Should().ThrowAsync<QuotaExceededException>()).Which.Setting.Should().Be("Files__MaxBytesPerUser");
        await SaveAsync(activity.Id, Content with { Id = Guid.NewGuid(), Size = 60, Sha256 = new string('3', 64) }, "a");
    }

    private static string UrlOf(Guid activityId) => $"/{activityId}/a b.zip";

    private Task<SavedFile> ReceiveAsync() =>
        new FileUploads(_useCase.Mediator, _store, _limits, _live).ReceiveAsync(Guid.NewGuid(), "a", "text/plain", 9, Stream.Null, Callers.Ada, null, default);

    private Task<SavedFile> SaveAsync(Guid id, FileContent content, string name = "a b.zip") =>
        new SaveFileHandler(_useCase.Db, _useCase.Mediator, _limits, _urls, _removed, _useCase.Clock)
            .Handle(new SaveFile(id, name, "application/zip", content, Callers.Bob), default);

    private Task DeleteAsync(Guid id, string name, Caller caller) =>
        new DeleteFileHandler(_useCase.Db, _useCase.Mediator, _removed, _useCase.Clock).Handle(new DeleteFile(id, name, caller), default);
}

using System.Text.Json;
using Dots.Application.Activities.Config;
using Dots.Application.Activities.Documents;
using Dots.Application.Activities.Files;
using Dots.Application.Activities.Presence;
using Dots.Application.Boards;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Application.Paths;
using Dots.Domain.Activities;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Dots.Infrastructure.Tests.Data;

/// <summary>
/// Commands that come at the same time, on two nodes: whatever the database, each outcome must be one that they could have had one after
/// produced.
/// </summary>
public sealed class ConcurrentCommandsTests : IAsyncLifetime
{
    private const int Many = 12;

    private static readonly Caller Ada = Node.Ada;
    private static readonly IReadOnlyList<DotDto> Corners = [new(0, 0, "#FF0000"), new(0, 2, "#FF0000")];
    private static readonly LineDto Solution = new("#FF0000", [new(0, 0), new(0, 1), new(0, 2)]);

    private readonly TestDatabase _database = TestDatabase.Create();
    private readonly Node[] _nodes;

    public ConcurrentCommandsTests() => _nodes = [NewNode(), NewNode()];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        _database.Dispose();
    }

    [Fact]
    public async Task UpdateBoard_LosesNoUpdate_WhenNoRevisionIsExpected()
    {
        var board = await SendAsync(NewBoard());

        await RunConcurrentlyAsync(i => new UpdateBoard(board.Id, null, $"Board {i}", 1, 3, Corners, null, Ada));

        (await SendAsync(new GetBoard(board.Id))).Revision.Should().Be(1 + Many);
        (await EventsAsync("updatedBoard")).Should().Be(Many);
    }

    [Fact]
    public async Task UpdateActivity_LosesNoUpdate_WhenEachAddsAField()
    {
        var id = Guid.NewGuid();
        await SendAsync(new CreateActivity(Json($$"""{"id":"{{id}}"}"""), Ada));

        await RunConcurrentlyAsync(i => new UpdateActivity(id, null, DocumentEdit.Patch(Element($$"""{"m{{i}}":{{i}}}""")), Ada));

        var document = await SendAsync(new GetActivity(id, null, Ada));
        document.Revision.Should().Be(1 + Many);
        Json(document.Json!).Members.Select(member => member.Key).Should().BeEquivalentTo(["id", .. Enumerable.Range(0, Many).Select(i => $"m{i}")]);
    }

    [Fact]
    public async Task UpdateActivity_SucceedsOnce_WhenAllExpectTheSameRevision()
    {
        var id = Guid.NewGuid();
        await SendAsync(new CreateActivity(Json($$"""{"id":"{{id}}"}"""), Ada));

        var outcomes = await RunConcurrentlyAsync(i => new UpdateActivity(
            id, null, DocumentEdit.Change(Json($$"""{"m{{i}}":{{i}}}"""), null, JsonValue.Parse("1")), Ada));

        outcomes.Count(outcome => outcome is null).Should().Be(1);
        outcomes.OfType<StaleException>().Should().HaveCount(Many - 1).And.OnlyContain(stale => stale.CurrentRevision == 2);
    }

    [Fact]
    public async Task UpdateConfig_LosesNoUpdate_WhenEachAddsAField()
    {
        var id = Guid.NewGuid();
        await SendAsync(new CreateActivity(Json($$"""{"id":"{{id}}"}"""), Ada));

        await RunConcurrentlyAsync(i => new UpdateConfig(id, null, DocumentEdit.Patch(Element($$"""{"m{{i}}":{{i}}}""")), Ada));

        var config = await SendAsync(new GetConfig(id, null, Ada));
        config.Revision.Should().Be(1 + Many);
        Json(config.Json!).Members.Should().HaveCount(Many);
    }

    [Fact]
    public async Task CreateActivity_SucceedsOnce_WhenAllHaveTheSameId()
    {
        var id = Guid.NewGuid();

        var outcomes = await RunConcurrentlyAsync(i => new CreateActivity(Json($$"""{"id":"{{id}}","name":"{{i}}"}"""), Ada));

        outcomes.Count(outcome => outcome is null).Should().Be(1);
        outcomes.OfType<ConflictException>().Should().HaveCount(Many - 1);
    }

    [Fact]
    public async Task SavePath_CreatesOnePathAndPublishesOneSolution_WhenAUserSavesConcurrently()
    {
        var board = await SendAsync(NewBoard());

        await RunConcurrentlyAsync(i => new SavePath(board.Id, null, i % 2 == 0 ? [Solution] : [], null, Ada));

        (_database.Count("paths"), _database.Count("solves")).Should().Be((1, 1));
        (await EventsAsync("newPath")).Should().Be(1);
        (await EventsAsync("solvedBoard")).Should().Be(1);
    }

    [Fact]
    public async Task SavePath_SucceedsOnce_WhenAllExpectTheSameRevision()
    {
        var board = await SendAsync(NewBoard());
        await SendAsync(new SavePath(board.Id, null, [Solution with { Cells = [.. Solution.Cells!.Take(1)] }], null, Ada));

        var outcomes = await RunConcurrentlyAsync(i => new SavePath(board.Id, null, i % 2 == 0 ? [Solution] : [], null, Ada) { Revision = 1 });

        outcomes.Count(outcome => outcome is null).Should().Be(1);
        outcomes.OfType<StaleException>().Should().HaveCount(Many - 1).And.OnlyContain(stale => stale.CurrentRevision == 2);
        (await EventsAsync("path_saved")).Should().Be(2);
    }

    [Fact]
    public async Task SavePath_SucceedsOnce_WhenAllExpectNoPath()
    {
        var board = await SendAsync(NewBoard());

        var outcomes = await RunConcurrentlyAsync(i => new SavePath(board.Id, null, i % 2 == 0 ? [Solution] : [], null, Ada) { Revision = 0 });

        outcomes.Count(outcome => outcome is null).Should().Be(1);
        outcomes.OfType<StaleException>().Should().HaveCount(Many - 1).And.OnlyContain(stale => stale.CurrentRevision == 1);
    }

    [Fact]
    public async Task SavePath_PublishesNoSolution_WhenTheBoardHasChanged()
    {
        for (var round = 0; round < 10; round++)
        {
            var board = await SendAsync(NewBoard());

            var save = Task.Run(() => TrySendAsync(new SavePath(board.Id, null, [Solution], null, Ada), _nodes[0]));
            var update = Task.Run(() => TrySendAsync(new UpdateBoard(board.Id, null, "Wider", 1, 4, Corners, null, Ada), _nodes[1]));
            (await Task.WhenAll(save, update)).Should().AllSatisfy(outcome => outcome.Should().Match(o => o == null || o is Domain.DomainException));

            var events = (await _nodes[0].Get<Infrastructure.Events.EventLog>().ReadAllChannelsAsync(0, new(int.MaxValue, int.MaxValue), default)).Events
                .Where(e => e.Channel == Channels.Notifications && JsonElement.Parse(e.Payload.Span).GetProperty("board_id").GetInt64() == board.Id).Select(e => e.Type).ToList();
            events.Should().BeSubsetOf(["newBoard", "newPath", "solvedBoard", "updatedBoard"]);
            if (events.IndexOf("solvedBoard") is >= 0 and var solved)
            {
                solved.Should().BeLessThan(events.IndexOf("updatedBoard"), "the path does not solve the board as it became");
            }
        }
    }

    [Fact]
    public async Task DeleteBoard_LeavesNoPaths_WhenOthersSaveConcurrently()
    {
        for (var round = 0; round < 10; round++)
        {
            var board = await SendAsync(NewBoard());

            var outcomes = await Task.WhenAll(
                Task.Run(() => TrySendAsync(new SavePath(board.Id, null, [Solution], null, Ada), _nodes[0])),
                Task.Run(() => TrySendAsync(new DeleteBoard(board.Id, null, Ada), _nodes[1])));

            outcomes[1].Should().BeNull();
            outcomes[0].Should().Match(outcome => outcome == null || outcome is NotFoundException);
            (_database.Count("paths"), _database.Count("solves"), _database.Count("boards")).Should().Be((0, 0, 0));
        }
    }

    [Fact]
    public async Task SaveFile_EnforcesTheTotalLimit_WhenAllUploadConcurrently()
    {
        var id = Guid.NewGuid();
        await SendAsync(new CreateActivity(Json($$"""{"id":"{{id}}"}"""), Ada));

        var outcomes = await RunConcurrentlyAsync(i => new SaveFile(
            id, $"{i}", "text/plain", new FileContent(Guid.NewGuid(), 30, $"{i:x64}", $"{i:x32}"), Ada));

        outcomes.Count(outcome => outcome is null).Should().Be(3);
        outcomes.OfType<OutOfSpaceException>().Should().HaveCount(Many - 3);
    }

    [Fact]
    public async Task CreateBoard_EnforcesTheLimitsOfTheUserAndTheSite_WhenAllCreateConcurrently()
    {
        foreach (var node in _nodes)
        {
            node.Get<BoardLimits>().MaxPerUser = 3;
            node.Get<BoardLimits>().MaxTotal = 5;
        }

        var own = await RunConcurrentlyAsync(_ => NewBoard());
        var all = await RunConcurrentlyAsync(_ => NewBoard() with { Caller = new Caller(new User(TestDatabase.Bob, "bob"), null) });

        own.Count(outcome => outcome is null).Should().Be(3);
        own.OfType<QuotaExceededException>().Should().HaveCount(Many - 3);
        all.Count(outcome => outcome is null).Should().Be(2);
        all.OfType<OutOfSpaceException>().Should().HaveCount(Many - 2);
        _database.Count("boards").Should().Be(5);
    }

    [Fact]
    public async Task CreateActivity_EnforcesTheLimitsOfTheUserAndTheSite_WhenAllCreateConcurrently()
    {
        foreach (var node in _nodes)
        {
            node.Get<ActivityLimits>().MaxPerUser = 3;
            node.Get<ActivityLimits>().MaxTotal = 5;
        }

        var own = await RunConcurrentlyAsync(_ => new CreateActivity(Json("{}"), Ada));
        var all = await RunConcurrentlyAsync(_ => new CreateActivity(Json("{}"), new Caller(new User(TestDatabase.Bob, "bob"), null)));

        own.Count(outcome => outcome is null).Should().Be(3);
        own.OfType<QuotaExceededException>().Should().HaveCount(Many - 3);
        all.Count(outcome => outcome is null).Should().Be(2);
        all.OfType<OutOfSpaceException>().Should().HaveCount(Many - 2);
        _database.Count("activities").Should().Be(5);
    }

    [Fact]
    public async Task UpdateActivity_EnforcesTheOwnersQuota_WhenSeveralActivitiesGrowConcurrently()
    {
        var ids = Enumerable.Range(0, Many).Select(_ => Guid.NewGuid()).ToList();
        foreach (var id in ids)
        {
            await SendAsync(new CreateActivity(Json($$"""{"id":"{{id}}"}"""), Ada));
        }

        foreach (var node in _nodes)
        {
            node.Get<ActivityLimits>().MaxBytesPerUser = (Many + 3) * 4096;
        }

        var edit = DocumentEdit.Patch(Element($$"""{"text":"{{new string('x', 5000)}}"}"""));
        var outcomes = await RunConcurrentlyAsync(i => new UpdateActivity(ids[i], null, edit, Ada));

        outcomes.Count(outcome => outcome is null).Should().Be(3);
        outcomes.OfType<QuotaExceededException>().Should().HaveCount(Many - 3);
    }

    [Fact]
    public async Task SaveFile_EnforcesTheQuotaOfTheUploader_WhenAllUploadConcurrently()
    {
        var id = Guid.NewGuid();
        await SendAsync(new CreateActivity(Json($$"""{"id":"{{id}}"}"""), Ada));
        foreach (var node in _nodes)
        {
            node.Get<FileLimits>().MaxBytesPerUser = 70;
        }

        var outcomes = await RunConcurrentlyAsync(i => new SaveFile(
            id, $"{i}", "text/plain", new FileContent(Guid.NewGuid(), 30, $"{i:x64}", $"{i:x32}"), Ada));

        outcomes.Count(outcome => outcome is null).Should().Be(2);
        outcomes.OfType<QuotaExceededException>().Should().HaveCount(Many - 2);
    }

    [Fact]
    public async Task SetStatus_PublishesUserJoinedOnce_WhenAUserSetsItConcurrently()
    {
        var id = Guid.NewGuid();
        await SendAsync(new CreateActivity(Json($$"""{"id":"{{id}}"}"""), Ada));

        await RunConcurrentlyAsync(i => new SetStatus(id, Json($$"""{"m{{i}}":{{i}}}"""), IsWhole: false, Ada));

        (await EventsAsync(ActivityMessages.Names[ActivityMessages.UserJoined])).Should().Be(1);
        (await SendAsync(new ListParticipants(id, Ada))).Items.Should().ContainSingle()
            .Which.State.EnumerateObject().Should().HaveCount(1 + Many, "each has told its own, and nobody's was lost");
    }

    [Fact]
    public async Task SeedStarterBoards_SeedsOnce_WhenNodesStartConcurrently()
    {
        _database.Execute("DELETE FROM users");

        var outcomes = await RunConcurrentlyAsync(_ => new SeedStarterBoards());

        outcomes.Should().AllSatisfy(outcome => outcome.Should().BeNull());
        _database.Count("boards").Should().Be(6);
    }

    private static CreateBoard NewBoard() => new("Corners", 1, 3, Corners, null, Ada);

    private static JsonObject Json(string json) => (JsonObject)JsonValue.Parse(json);

    private static JsonElement Element(string json) => JsonElement.Parse(json);

    private Node NewNode() => new(_database, services => services.Configure<FileLimits>(limits => limits.MaxTotalBytes = 100));

    private Task<T> SendAsync<T>(IRequest<T> request) => _nodes[0].InScopeAsync<IMediator, T>(mediator => mediator.Send(request));

    /// <returns>The exception of each command, or null where it succeeded.</returns>
    private Task<Exception?[]> RunConcurrentlyAsync<T>(Func<int, IRequest<T>> request) => Task.WhenAll(
        Enumerable.Range(0, Many).Select(i => Task.Run(() => TrySendAsync(request(i), _nodes[i % _nodes.Length]))));

    private static async Task<Exception?> TrySendAsync<T>(IRequest<T> request, Node node)
    {
        try
        {
            await node.InScopeAsync<IMediator, T>(mediator => mediator.Send(request));
            return null;
        }
        catch (Exception exception) when (exception is RequestException or Domain.DomainException)
        {
            return exception;
        }
    }

    private async Task<int> EventsAsync(string type) =>
        (await _nodes[0].Get<Infrastructure.Events.EventLog>().ReadAllChannelsAsync(0, new(int.MaxValue, int.MaxValue), default)).Events.Count(e => e.Type == type);
}

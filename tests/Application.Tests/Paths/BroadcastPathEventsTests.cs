using Dots.Application.Paths;
using Dots.Application.Tests.Activities;
using MediatR;

namespace Dots.Application.Tests.Paths;

/// <summary>The exact events of paths: to everybody, and to the path's user alone.</summary>
public sealed class BroadcastPathEventsTests : ActivityMessageTests
{
    private const string PathJson =
        """{"path_id": 456, "board_id": 789, "board_name": "Plansza testowa", "user_username": "ada"}""";

    private BroadcastPathEvents Broadcaster => new(Log);

    [Fact]
    public Task Handle_BroadcastsTheExactPayloads_WhenAPathIsCreated() =>
        CheckAsync(Broadcaster, new PathCreated(456, 789, "Plansza testowa", 1, Ada, Time), "newPath", OwnJson(501, "path_saved", 1));

    [Fact]
    public Task Handle_BroadcastsTheExactPayloads_WhenAPathIsUpdated() =>
        CheckAsync(Broadcaster, new PathUpdated(456, 789, "Plansza testowa", 5, Ada, Time), "updatedPath", OwnJson(501, "path_saved", 5));

    [Fact]
    public Task Handle_BroadcastsTheExactPayloads_WhenAPathIsDeleted() =>
        CheckAsync(Broadcaster, new PathDeleted(456, 789, "Plansza testowa", 5, Ada, Time), "deletedPath", OwnJson(502, "path_deleted", 5));

    [Fact]
    public Task Handle_BroadcastsTheExactPayload_WhenABoardIsSolved() =>
        CheckAsync(Broadcaster, new BoardSolved(456, 789, "Plansza testowa", "ada"), "notifications", "solvedBoard", PathJson);

    private static (string Name, string Json) OwnJson(int id, string name, int revision) => (
        name,
        $$$"""{"id":{{{id}}},"event":"{{{name}}}","activity_id":null,"action":"{{{name}}}","timestamp":"{{{At}}}","actor":{{{Actor}}},"data":{"path_id":456,"board_id":789,"board_name":"Plansza testowa","revision":{{{revision}}}}}""");

    private async Task CheckAsync<T>(INotificationHandler<T> handler, T notification, string type, (string Name, string Json) own)
        where T : INotification
    {
        await HandleAsync(handler, notification);

        Log.Sent.Should().Equal(("notifications", type, PathJson), ("users/7", own.Name, own.Json));
    }
}

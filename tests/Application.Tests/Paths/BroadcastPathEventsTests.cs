using Dots.Application.Paths;
using Dots.Application.Tests.Events;

namespace Dots.Application.Tests.Paths;

public sealed class BroadcastPathEventsTests : BoardNotificationTests
{
    private const string PathJson =
        """{"path_id": 456, "board_id": 789, "board_name": "Plansza testowa", "user_username": "graczY"}""";

    [Fact]
    public Task Handle_BroadcastsTheExactPayload_WhenAPathIsCreated() =>
        CheckAsync(new BroadcastPathEvents(Broadcaster), new PathCreated(456, 789, "Plansza testowa", "graczY"), "newPath", PathJson);

    [Fact]
    public Task Handle_BroadcastsTheExactPayload_WhenAPathIsUpdated() =>
        CheckAsync(new BroadcastPathEvents(Broadcaster), new PathUpdated(456, 789, "Plansza testowa", "graczY"), "updatedPath", PathJson);

    [Fact]
    public Task Handle_BroadcastsTheExactPayload_WhenAPathIsDeleted() =>
        CheckAsync(new BroadcastPathEvents(Broadcaster), new PathDeleted(456, 789, "Plansza testowa", "graczY"), "deletedPath", PathJson);

    [Fact]
    public Task Handle_BroadcastsTheExactPayload_WhenABoardIsSolved() =>
        CheckAsync(new BroadcastPathEvents(Broadcaster), new BoardSolved(456, 789, "Plansza testowa", "graczY"), "solvedBoard", PathJson);
}

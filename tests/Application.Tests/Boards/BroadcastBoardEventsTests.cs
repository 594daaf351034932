using Dots.Application.Boards;
using Dots.Application.Tests.Events;

namespace Dots.Application.Tests.Boards;

public sealed class BroadcastBoardEventsTests : BoardNotificationTests
{
    private const string BoardJson = """{"board_id": 123, "board_name": "Plansza testowa", "creator_username": "autorX"}""";

    [Fact]
    public Task Handle_BroadcastsTheExactPayload_WhenABoardIsCreated() =>
        CheckAsync(new BroadcastBoardEvents(Broadcaster), new BoardCreated(123, "Plansza testowa", "autorX"), "newBoard", BoardJson);

    [Fact]
    public Task Handle_BroadcastsTheExactPayload_WhenABoardIsUpdated() =>
        CheckAsync(new BroadcastBoardEvents(Broadcaster), new BoardUpdated(123, "Plansza testowa", "autorX"), "updatedBoard", BoardJson);

    [Fact]
    public Task Handle_BroadcastsTheExactPayload_WhenABoardIsDeleted() =>
        CheckAsync(new BroadcastBoardEvents(Broadcaster), new BoardDeleted(123, "Plansza testowa", "autorX"), "deletedBoard", BoardJson);

    [Fact]
    public Task Handle_EscapesOnlyControlCharacters_WhenTheNameIsNotAscii() =>
        CheckAsync(
            new BroadcastBoardEvents(Broadcaster),
            new BoardCreated(1, "Żółć: \"a\", {b}\\\r\n\u2028<&'+>", "ß"),
            "newBoard",
            """{"board_id": 1, "board_name": "Żółć: \"a\", {b}\\\r\n\u2028<&'+>", "creator_username": "ß"}""");
}

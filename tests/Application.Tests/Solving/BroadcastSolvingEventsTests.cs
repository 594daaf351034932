using Dots.Application.Solving;
using Dots.Application.Tests.Events;
using Dots.Domain.Boards;

namespace Dots.Application.Tests.Solving;

public sealed class BroadcastSolvingEventsTests : BoardNotificationTests
{
    [Theory]
    [InlineData(Verdict.Unique, "unique")]
    [InlineData(Verdict.Solvable, "solvable")]
    [InlineData(Verdict.Unsolvable, "unsolvable")]
    [InlineData(Verdict.Unknown, "unknown")]
    public Task Handle_BroadcastsTheExactPayload_WhenABoardIsChecked(Verdict verdict, string name) =>
        CheckAsync(
            new BroadcastSolvingEvents(Broadcaster),
            new BoardChecked(123, "Plansza testowa", "autorX", verdict),
            "checkedBoard",
            $$"""{"board_id": 123, "board_name": "Plansza testowa", "creator_username": "autorX", "verdict": "{{name}}"}""");
}

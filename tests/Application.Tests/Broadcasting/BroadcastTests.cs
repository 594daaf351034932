using System.Text;
using Dots.Application.Boards;
using Dots.Application.Events;
using Dots.Application.Paths;
using MediatR;
using NSubstitute;

namespace Dots.Application.Tests.Broadcasting;

public sealed class BroadcastTests
{
    private const string BoardJson = """{"board_id": 123, "board_name": "Plansza testowa", "creator_username": "autorX"}""";

    private const string PathJson =
        """{"path_id": 456, "board_id": 789, "board_name": "Plansza testowa", "user_username": "graczY"}""";

    private readonly IEventBroadcaster _broadcaster = Substitute.For<IEventBroadcaster>();

    [Fact]
    public Task Handle_BroadcastsNewBoard_LetterForLetter() =>
        CheckAsync(new BroadcastBoardEvents(_broadcaster), new BoardCreated(123, "Plansza testowa", "autorX"), "newBoard", BoardJson);

    [Fact]
    public Task Handle_BroadcastsUpdatedBoard_LetterForLetter() =>
        CheckAsync(new BroadcastBoardEvents(_broadcaster), new BoardUpdated(123, "Plansza testowa", "autorX"), "updatedBoard", BoardJson);

    [Fact]
    public Task Handle_BroadcastsDeletedBoard_LetterForLetter() =>
        CheckAsync(new BroadcastBoardEvents(_broadcaster), new BoardDeleted(123, "Plansza testowa", "autorX"), "deletedBoard", BoardJson);

    [Fact]
    public Task Handle_BroadcastsNewPath_LetterForLetter() =>
        CheckAsync(new BroadcastPathEvents(_broadcaster), new PathCreated(456, 789, "Plansza testowa", "graczY"), "newPath", PathJson);

    [Fact]
    public Task Handle_BroadcastsUpdatedPath_LetterForLetter() =>
        CheckAsync(new BroadcastPathEvents(_broadcaster), new PathUpdated(456, 789, "Plansza testowa", "graczY"), "updatedPath", PathJson);

    [Fact]
    public Task Handle_BroadcastsDeletedPath_LetterForLetter() =>
        CheckAsync(new BroadcastPathEvents(_broadcaster), new PathDeleted(456, 789, "Plansza testowa", "graczY"), "deletedPath", PathJson);

    [Fact]
    public Task Handle_BroadcastsSolvedBoard_LetterForLetter() =>
        CheckAsync(new BroadcastPathEvents(_broadcaster), new BoardSolved(456, 789, "Plansza testowa", "graczY"), "solvedBoard", PathJson);

    [Fact]
    public Task Handle_KeepsLettersReadableAndControlCharactersEscaped_WhenTheNameHasBoth() =>
        CheckAsync(
            new BroadcastBoardEvents(_broadcaster),
            new BoardCreated(1, "Żółć: \"a\", {b}\\\r\n\u2028<&'+>", "ß"),
            "newBoard",
            """{"board_id": 1, "board_name": "Żółć: \"a\", {b}\\\r\n\u2028<&'+>", "creator_username": "ß"}""");

    private async Task CheckAsync<T>(INotificationHandler<T> handler, T notification, string type, string json)
        where T : INotification
    {
        using var caller = new CancellationTokenSource();
        var sent = "";
        _broadcaster
            .When(b => b.BroadcastAsync("notifications", type, Arg.Any<ReadOnlyMemory<byte>>(), caller.Token))
            .Do(call => sent = Encoding.UTF8.GetString(call.Arg<ReadOnlyMemory<byte>>().Span));

        await handler.Handle(notification, caller.Token);

        sent.Should().Be(json);
        _broadcaster.ReceivedCalls().Should().ContainSingle();
    }
}

using System.Text;
using System.Text.RegularExpressions;
using Dots.Application.Events;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Dots.Application.Tests.Examples;

// The worked example of CONTRIBUTING.md. The code blocks there are copies of this code, line for line.

public sealed record BoardRenamed(long BoardId, string BoardName, string CreatorUsername) : INotification;

internal static class EventTypes
{
    public const string RenamedBoard = "renamedBoard";
}

internal sealed class BroadcastBoardEvents(IEventBroadcaster broadcaster) : INotificationHandler<BoardRenamed>
{
    public Task Handle(BoardRenamed renamed, CancellationToken cancellationToken) =>
        broadcaster.BroadcastAsync(
            EventTypes.RenamedBoard, new BoardPayload(renamed.BoardId, renamed.BoardName, renamed.CreatorUsername), cancellationToken);
}

internal sealed class UpdateBoardHandler(IMediator mediator)
{
    public async Task PublishAsync(Domain.Boards.Board board, string oldName, CancellationToken cancellationToken)
    {
        if (board.Name != oldName)
        {
            await mediator.Publish(new BoardRenamed(board.Id, board.Name, board.CreatorUsername), cancellationToken);
        }
    }
}

public sealed partial class RenamedBoardExample
{
    private static readonly string Contributing = System.IO.Path.Combine(AppContext.BaseDirectory, "CONTRIBUTING.md");
    private static readonly string Source = System.IO.Path.Combine(AppContext.BaseDirectory, "Examples", "RenamedBoardExample.cs");

    [Fact]
    public async Task Publish_BroadcastsTheEvent_WhenABoardWasRenamed()
    {
        var broadcaster = Substitute.For<IEventBroadcaster>();
        await using var services = new ServiceCollection()
            .AddTransient<ServiceFactory>(provider => provider.GetService!)
            .AddTransient<IMediator, Mediator>()
            .AddTransient<INotificationHandler<BoardRenamed>, BroadcastBoardEvents>()
            .AddSingleton(broadcaster)
            .BuildServiceProvider();
        var mediator = services.GetRequiredService<IMediator>();

        await mediator.Publish(new BoardRenamed(7, "Corners", "ada"), CancellationToken.None);

        await broadcaster.Received().BroadcastAsync(
            Channels.Notifications,
            "renamedBoard",
            Arg.Is<ReadOnlyMemory<byte>>(payload => Text(payload) == """{"board_id": 7, "board_name": "Corners", "creator_username": "ada"}"""),
            Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Publish_IsSkipped_WhenTheNameIsUnchanged()
    {
        using var useCase = new UseCase();
        var board = await useCase.AddBoardAsync("Corners");
        var handler = new UpdateBoardHandler(useCase.Mediator);

        await handler.PublishAsync(board, oldName: "Edges", CancellationToken.None);
        await handler.PublishAsync(board, oldName: "Corners", CancellationToken.None);

        useCase.Published.Should().Equal(new BoardRenamed(board.Id, "Corners", "ada"));
    }

    [Fact]
    public void Contributing_ShowsThisCode_LineForLine()
    {
        var code = Normalise(System.IO.File.ReadAllText(Source));
        var blocks = CodeBlock().Matches(System.IO.File.ReadAllText(Contributing)).Select(match => match.Groups[1].Value).ToList();

        blocks.Should().HaveCount(5);
        blocks.Should().OnlyContain(block => code.Contains(Normalise(block), StringComparison.Ordinal));
    }

    private static string Text(ReadOnlyMemory<byte> payload) => Encoding.UTF8.GetString(payload.Span);

    // Indentation differs between a list in Markdown and a class.
    private static string Normalise(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}

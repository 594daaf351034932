using System.Text;
using System.Text.RegularExpressions;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Domain.Boards;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace Dots.Application.Tests.Examples;

// The worked example of CONTRIBUTING.md. What stands there in code blocks stands here, line for line.

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

internal sealed class UpdateBoardHandler(IDotsDbContext db, IMediator mediator, TimeProvider clock)
{
    public async Task UpdateAsync(Board board, string name, CancellationToken cancellationToken)
    {
        var oldName = board.Name;
        if (board.Update(name, board.Grid, board.Rule, clock.GetUtcNow()))
        {
            await db.SaveChangesAsync(cancellationToken);
            if (board.Name != oldName)
            {
                await mediator.Publish(new BoardRenamed(board.Id, board.Name, board.CreatorUsername), cancellationToken);
            }
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
    public async Task Update_PublishesTheEvent_OnlyWhenTheNameChanged()
    {
        using var useCase = new UseCase();
        await useCase.AddBoardAsync("Corners");
        var board = await useCase.Db.Boards.SingleAsync();
        var handler = new UpdateBoardHandler(useCase.Db, useCase.Mediator, TimeProvider.System);

        await handler.UpdateAsync(board, "Edges", CancellationToken.None);
        await handler.UpdateAsync(board, "Edges", CancellationToken.None);

        useCase.Published.Should().Equal(new BoardRenamed(board.Id, "Edges", "ada"));
        useCase.UnsavedAtPublish.Should().BeFalse();
    }

    [Fact]
    public void Contributing_ShowsThisCode_LineForLine()
    {
        var code = Normalise(System.IO.File.ReadAllText(Source));
        var blocks = CodeBlock().Matches(System.IO.File.ReadAllText(Contributing)).Select(match => match.Groups[1].Value).ToList();

        blocks.Should().HaveCount(6);
        blocks.Should().OnlyContain(block => code.Contains(Normalise(block), StringComparison.Ordinal));
    }

    private static string Text(ReadOnlyMemory<byte> payload) => Encoding.UTF8.GetString(payload.Span);

    // Indentation differs between a list in Markdown and a class.
    private static string Normalise(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();
}

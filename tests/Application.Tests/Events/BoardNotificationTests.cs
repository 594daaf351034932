using System.Text;
using Dots.Application.Events;
using MediatR;
using NSubstitute;

namespace Dots.Application.Tests.Events;

/// <summary>What the tests of the payloads on the notifications channel share.</summary>
public abstract class BoardNotificationTests
{
    private protected IEventBroadcaster Broadcaster { get; } = Substitute.For<IEventBroadcaster>();

    protected async Task CheckAsync<T>(INotificationHandler<T> handler, T notification, string type, string json)
        where T : INotification
    {
        using var caller = new CancellationTokenSource();
        var sent = "";
        Broadcaster
            .When(b => b.BroadcastAsync("notifications", type, Arg.Any<ReadOnlyMemory<byte>>(), caller.Token))
            .Do(call => sent = Encoding.UTF8.GetString(call.Arg<ReadOnlyMemory<byte>>().Span));

        await handler.Handle(notification, caller.Token);

        sent.Should().Be(json);
        Broadcaster.ReceivedCalls().Should().ContainSingle();
    }
}

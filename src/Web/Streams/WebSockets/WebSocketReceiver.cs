using System.Buffers;
using System.Net.WebSockets;
using System.Text.Json;
using Dots.Application.Common;
using Dots.Application.Events;
using Dots.Web.Problems;

namespace Dots.Web.Streams.WebSockets;

/// <summary>
/// Reads what a client sends. The next message is read after the one before has been answered, so a flood of messages waits in the client.
/// </summary>
internal sealed class WebSocketReceiver(
    WebSocket socket, WebSocketWire wire, StreamAdmission admission, Caller caller, ISocketMessageHandler handler, TimeSpan sendTimeout)
{
    private const int InitialBytes = 4 * 1024;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };

    private volatile bool _isEnding;

    /// <summary>From now on messages are read, because the close frame comes after them, but not executed.</summary>
    public void End() => _isEnding = true;

    /// <summary>Returns when the client has closed the socket, is gone, or has sent something that ends the socket.</summary>
    public async Task<WebSocketClose> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                // A read into an empty buffer waits without holding one: most clients never send anything.
                var begun = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
                if (await ReadMessageAsync(begun, cancellationToken) is { } close)
                {
                    return close;
                }
            }
        }
        catch (TimeoutException)
        {
            return WebSocketClose.TooSlow;
        }
        catch (Exception exception) when (WebSocketWire.IsGone(exception))
        {
            // Includes broken frames, for which the framework has sent the close frame already.
            return wire.Violation ?? WebSocketClose.Lost;
        }
    }

    // A close frame without a code is answered with 1000: 1005 stands for "no code" and must never be sent (RFC 6455 section 7.4.1).
    private WebSocketClose Closed() => new(
        socket.CloseStatus is null or WebSocketCloseStatus.Empty ? WebSocketCloseStatus.NormalClosure : socket.CloseStatus, "");

    /// <returns>Why the socket is to be closed; null after a message that was answered or skipped.</returns>
    private async Task<WebSocketClose?> ReadMessageAsync(ValueWebSocketReceiveResult begun, CancellationToken cancellationToken)
    {
        if (begun.MessageType == WebSocketMessageType.Close)
        {
            return Closed();
        }

        if (_isEnding)
        {
            return await SkipAsync(begun, cancellationToken);
        }

        if (begun.MessageType == WebSocketMessageType.Binary)
        {
            return WebSocketClose.Binary;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(InitialBytes);
        try
        {
            // The wire has limited the message's length.
            var length = 0;
            for (var isWhole = begun.EndOfMessage; !isWhole;)
            {
                if (length == buffer.Length)
                {
                    buffer = Grow(buffer);
                }

                var received = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                if (received.MessageType == WebSocketMessageType.Close)
                {
                    // A message without its last fragment is none (section 5.4).
                    return Closed();
                }

                length += received.Count;
                isWhole = received.EndOfMessage;
            }

            return await AnswerAsync(buffer.AsMemory(0, length), cancellationToken);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<WebSocketClose?> SkipAsync(ValueWebSocketReceiveResult begun, CancellationToken cancellationToken)
    {
        var buffer = new byte[InitialBytes];
        for (var received = begun; !received.EndOfMessage;)
        {
            received = await socket.ReceiveAsync(buffer.AsMemory(), cancellationToken);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                return Closed();
            }
        }

        return null;
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 4);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private async Task<WebSocketClose?> AnswerAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(message, Deep);
        }
        catch (JsonException)
        {
            return WebSocketClose.NotJson;
        }

        using (document)
        {
            if (await HandleAsync(document.RootElement, cancellationToken) is { } reply)
            {
                // With a timeout, because a client that sends without reading would otherwise hold up its own events.
                await wire.SendAsync(WebSocketFormat.Frame(reply.Span), sendTimeout);
            }
        }

        return null;
    }

    private async Task<ReadOnlyMemory<byte>?> HandleAsync(JsonElement message, CancellationToken cancellationToken)
    {
        if (JsonText.HasUnpairedSurrogates(message))
        {
            return SocketReplies.Error(new RequestError(StatusCodes.Status422UnprocessableEntity, "A string has an unpaired surrogate."), null);
        }

        if (!IsKnown(message))
        {
            return Error(message, StatusCodes.Status422UnprocessableEntity, "Nothing is known to do with this. Send an object whose id is 102 or 203.");
        }

        if (admission.Topic.ActivityId is not { } activityId)
        {
            return Error(message, StatusCodes.Status422UnprocessableEntity, "This socket is for reading. Send it on the activity's, /ws/activities/{id}/.");
        }

        return caller.User is null
            ? Error(message, StatusCodes.Status401Unauthorized, new NotSignedInException().Message)
            : await handler.HandleAsync(activityId, caller, admission.Authorization?.SessionId, message, cancellationToken);
    }

    private static bool IsKnown(JsonElement message) =>
        message.ValueKind == JsonValueKind.Object
        && message.TryGetProperty("id", out var id)
        && id.ValueKind == JsonValueKind.Number
        && id.TryGetInt32(out var number)
        && number is ActivityMessages.ActivityUpdated or ActivityMessages.UserStatusUpdated;

    private static ReadOnlyMemory<byte> Error(JsonElement message, int status, string detail) =>
        SocketReplies.Error(new RequestError(status, detail), SocketReplies.ReferenceOf(message));
}

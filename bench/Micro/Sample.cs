using Dots.Application.Events;

namespace Dots.Benchmarks;

/// <summary>Events of realistic size.</summary>
internal static class Sample
{
    public static ReadOnlyMemory<byte> Payload { get; } =
        """{"board_id": 123456, "board_name": "A board with a name of usual length", "creator_username": "somebody"}"""u8.ToArray();

    public static ServerEvent Event(long id) => new(id, Channels.Notifications, "newBoard", Payload, DateTimeOffset.UnixEpoch);
}


namespace Dots.Cluster.Tests.Load;

internal sealed class SocketFollower(Uri server) : Follower
{
    protected override async Task<bool> ReadAsync(Func<Sighting, bool> isLast)
    {
        await using var reader = await SocketReader.OpenAsync(server, $"/ws/notifications/?since={Cursor}");
        while (await reader.NextAsync() is { } message)
        {
            var data = message.GetProperty("data");
            if (isLast(new Sighting(
                message.GetProperty("seq").GetInt64(),
                message.GetProperty("event").GetString()!,
                data.GetProperty("board_id").GetInt64(),
                data.GetProperty("board_name").GetString()!)))
            {
                return true;
            }
        }

        return false;
    }
}
